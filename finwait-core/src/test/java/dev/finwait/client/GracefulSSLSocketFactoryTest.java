package dev.finwait.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.Tls;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class GracefulSSLSocketFactoryTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int UNREAD = 1000;

    private static Tls tls;

    private final BlockingQueue<CloseReport> reports = new LinkedBlockingQueue<>();
    private final GracefulSSLSocketFactory factory = GracefulSSLSocketFactory.handingTo(
            tls.context().getSocketFactory(), socket -> reports.add(GracefulClose.close(socket)));
    private final List<Socket> below = new ArrayList<>();
    private SSLServerSocket listener;

    @BeforeAll
    static void makeKey(@TempDir Path directory) throws Exception {
        tls = Tls.create(directory);
    }

    @BeforeEach
    void listen() throws IOException {
        listener = (SSLServerSocket) tls.context().getServerSocketFactory().createServerSocket(0, 5, HERE);
        listener.setSoTimeout(TIMEOUT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : below) {
            each.close();
        }
        listener.close();
    }

    /// The ways in which libraries make TLS sockets.
    enum Way {
        CONNECTED {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                return factory.createSocket(HERE, port);
            }
        },
        CONNECTED_BY_NAME {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                return factory.createSocket("localhost", port);
            }
        },
        CONNECTED_FROM_AN_ADDRESS {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                return factory.createSocket("localhost", port, HERE, 0);
            }
        },
        CONNECTED_BETWEEN_ADDRESSES {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                return factory.createSocket(HERE, port, HERE, 0);
            }
        },
        CONNECTED_LATER {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                Socket socket = factory.createSocket();
                socket.connect(new java.net.InetSocketAddress(HERE, port));
                return socket;
            }
        },
        LAYERED_OVER_A_SOCKET_OF_THE_LIBRARY {
            @Override
            Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException {
                Socket plain = new Socket(HERE, port);
                below.add(plain);
                return factory.createSocket(plain, "localhost", port, true);
            }
        };

        abstract Socket connect(SSLSocketFactory factory, int port, List<Socket> below) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatItsOwnerDidNotReadIsDrainedAndTheServerReadsTheEnd(Way way) throws Exception {
        FutureTask<Integer> server = serve(() -> {
            try (Socket connection = listener.accept()) {
                connection.setSoTimeout(TIMEOUT_MILLIS);
                assertThat(connection.getInputStream().read()).isEqualTo('?');
                connection.getOutputStream().write(new byte[UNREAD]);
                return connection.getInputStream().read();
            }
        });
        Socket client = way.connect(factory, listener.getLocalPort(), below);
        client.getOutputStream().write('?');
        assertThat(client.getInputStream().read()).isZero();

        close(client);

        assertThat(server.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
        CloseReport report = reports.remove();
        assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
        assertThat(report.bytesDrained()).isEqualTo(UNREAD - 1);
        assertThat(client.isClosed()).isTrue();
        assertThat(below).allMatch(Socket::isClosed);
        assertThat(reports).isEmpty();
    }

    @Test
    void theJdksOwnClientClosesGracefullyByConfiguration() throws Exception {
        FutureTask<Integer> server = serve(this::answerAndAwaitTheEnd);
        HttpsURLConnection connection = (HttpsURLConnection) URI.create("https://localhost:" + listener.getLocalPort())
                .toURL()
                .openConnection();
        connection.setSSLSocketFactory(factory);

        assertThat(connection.getInputStream().readAllBytes()).hasSize(2);
        connection.disconnect();

        assertThat(server.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(reports.poll(60, TimeUnit.SECONDS).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
    }

    @Test
    void aLibraryClosesGracefullyByConfiguration() throws Exception {
        FutureTask<Integer> server = serve(this::answerAndAwaitTheEnd);
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setSSLSocketFactory(new SSLConnectionSocketFactory(factory, (host, session) -> true))
                        .build())
                .build()) {
            HttpGet request = new HttpGet("https://localhost:" + listener.getLocalPort());

            String body = client.execute(request, answer -> EntityUtils.toString(answer.getEntity()));

            assertThat(body).isEqualTo("ok");
        }

        assertThat(server.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThat(reports.poll(60, TimeUnit.SECONDS).outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
    }

    private int answerAndAwaitTheEnd() throws IOException {
        try (Socket connection = listener.accept()) {
            connection.setSoTimeout(TIMEOUT_MILLIS);
            assertThat(connection.getInputStream().read(new byte[4096])).isPositive();
            byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
            connection.getOutputStream().write(answer);
            return connection.getInputStream().read();
        }
    }

    private static <T> FutureTask<T> serve(java.util.concurrent.Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "test-server");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void close(Socket socket) throws IOException {
        socket.close();
    }

    @Test
    void aFactoryThatMakesNoTlsIsRefused() {
        GracefulSSLSocketFactory wrong = new GracefulSSLSocketFactory(new PlainSockets());

        assertThatIOException()
                .isThrownBy(wrong::createSocket)
                .withMessage("the factory below made no SSLSocket but a java.net.Socket");
    }

    @Test
    void theFactoryOfTheJvmIsTakenWhereNoneIsNamed() throws Exception {
        GracefulSSLSocketFactory byClass = new GracefulSSLSocketFactory();
        try (Socket socket = byClass.createSocket()) {
            assertThat(socket).isInstanceOf(SSLSocket.class);
            assertThat(socket.isConnected()).isFalse();
        }
        assertThat(byClass.getDefaultCipherSuites()).isNotEmpty();
        assertThat(byClass.getSupportedCipherSuites()).contains(byClass.getDefaultCipherSuites());
    }

    /// A method that a newer Java adds would otherwise speak to a socket that is never connected.
    @Test
    void everyMethodOfASocketIsForwarded() {
        Set<String> made = Set.of("toString", "close", "connect", "getRemoteSocketAddress", "getLocalSocketAddress");

        assertThat(Stream.of(SSLSocket.class, Socket.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !made.contains(method.getName())))
                .allMatch(GracefulSSLSocketFactoryTest::isForwarded);
    }

    private static boolean isForwarded(Method method) {
        try {
            return ForwardingSslSocket.class.getDeclaredMethod(method.getName(), method.getParameterTypes()) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Test
    void whatIsSetIsSetOnTheSocketBelow() throws Exception {
        try (SSLSocket plain = (SSLSocket) tls.context().getSocketFactory().createSocket();
                SSLSocket graceful =
                        new GracefulSslSocket(plain, CloseStyle.within(GracefulSocketFactory.CLIENT_BUDGET))) {
            graceful.setTcpNoDelay(true);
            graceful.setSoTimeout(1234);
            graceful.setEnabledProtocols(new String[] {"TLSv1.2"});
            graceful.setUseClientMode(true);
            graceful.setKeepAlive(true);
            graceful.setSoLinger(true, 3);

            assertThat(plain.getTcpNoDelay()).isTrue();
            assertThat(plain.getSoTimeout()).isEqualTo(1234).isEqualTo(graceful.getSoTimeout());
            assertThat(plain.getEnabledProtocols()).containsExactly("TLSv1.2");
            assertThat(plain.getUseClientMode()).isTrue();
            assertThat(plain.getKeepAlive()).isTrue();
            assertThat(plain.getSoLinger()).isEqualTo(3).isEqualTo(graceful.getSoLinger());
            assertThat(graceful.toString()).isEqualTo(plain.toString());
        }
    }

    private static final class PlainSockets extends SSLSocketFactory {
        @Override
        public String[] getDefaultCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }

        @Override
        public Socket createSocket() {
            return new Socket();
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) {
            return below;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return new Socket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            return new Socket(address, port, localAddress, localPort);
        }
    }
}
