import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/// Servers of the JVM that end connections: `java -cp 'target/endings/*' Servers.java ADDRESS`.
class Servers {
    private static String host;

    public static void main(String[] args) throws Exception {
        host = args[0];
        jetty(8601, 30_000);
        jetty(8602, 1_000);
        tomcat();
        netty(8621, () -> new Hasty(0));
        netty(8622, () -> new Hasty(100));
        netty(8623, () -> new ReadTimeoutHandler(1));
        undertow();
        Thread.sleep(120_000);
    }

    /// Answers an upload early and closes; stops at once when it is told to.
    private static void jetty(int port, int idle) throws Exception {
        Server server = new Server();
        server.setStopTimeout(0);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                boolean upload = request.getMethod().equals("POST");
                response.setStatus(upload ? 413 : 200);
                if (upload) {
                    response.getHeaders().put(HttpHeader.CONNECTION, "close");
                }
                response.write(true, ByteBuffer.wrap("ok".getBytes()), callback);
                return true;
            }
        });
        server.start();
    }

    private static void tomcat() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("endings-tomcat").toString());
        for (int port : new int[] {8611, 8612, 8613, 8614}) {
            Connector connector = new Connector();
            connector.setProperty("address", host);
            connector.setPort(port);
            connector.setProperty("keepAliveTimeout", port == 8612 ? "1000" : "20000");
            connector.setProperty("connectionTimeout", port == 8613 ? "1000" : "20000");
            tomcat.getService().addConnector(connector);
        }
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "early", new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                if (request.getServerPort() == 8614 || request.getLocalPort() == 8614) {
                    stall();
                }
                response.setStatus(request.getMethod().equals("POST") ? 413 : 200);
                response.setContentLength(2);
                response.getOutputStream().write("ok".getBytes());
            }
        });
        context.addServletMappingDecoded("/", "early");
        tomcat.start();
    }

    private static void stall() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void netty(int port, Supplier<ChannelHandler> handler) throws Exception {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handler.get());
                    }
                });
        if (port == 8622) {
            bootstrap.childOption(ChannelOption.SO_LINGER, 0);
        }
        bootstrap.bind(host, port).sync();
    }

    /// Reads once, says something, and closes after a while without having read on.
    private static class Hasty extends ChannelInboundHandlerAdapter {
        private final int pause;

        Hasty(int pause) {
            this.pause = pause;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.channel().config().setAutoRead(false);
            context.writeAndFlush(Unpooled.copiedBuffer("part".getBytes()));
            context.executor().schedule(() -> context.close(), 100 + pause, TimeUnit.MILLISECONDS);
        }
    }

    private static void undertow() {
        Undertow.builder()
                .addHttpListener(8631, host)
                .addHttpListener(8632, host)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 10_000L)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 1_000)
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(exchange -> exchange.dispatch(() -> {
                    try {
                        exchange.startBlocking();
                        exchange.getInputStream().readAllBytes();
                        exchange.getResponseSender().send("ok");
                    } catch (IOException e) {
                        exchange.setStatusCode(413).endExchange();
                    }
                }))
                .build()
                .start();
    }
}
