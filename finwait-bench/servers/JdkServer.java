import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// The JDK's own server, answering 413 early: `java JdkServer.java ADDRESS PORT`.
class JdkServer {
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 1024);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            byte[] body = new byte[exchange.getRequestURI().getPath().endsWith("b") ? 2 << 20 : 200];
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(413, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }
}
