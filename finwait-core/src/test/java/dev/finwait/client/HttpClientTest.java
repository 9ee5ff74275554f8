package dev.finwait.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A library that knows nothing of Finwait: Apache HttpClient.
@Timeout(120)
final class HttpClientTest {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aLibraryClosesGracefullyByConfiguration() throws Exception {
        BlockingQueue<CloseReport> reports = new LinkedBlockingQueue<>();
        SocketFactory factory = GracefulSocketFactory.handingTo(socket -> reports.add(GracefulClose.close(socket)));
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(TIMEOUT_MILLIS);
            FutureTask<Boolean> server = new FutureTask<>(() -> answerAndAwaitTheEnd(listener));
            new Thread(server, "test-server").start();

            assertThat(get(factory, "http://localhost:" + listener.getLocalPort()))
                    .isEqualTo("ok");

            assertThat(server.get(60, TimeUnit.SECONDS)).isTrue();
            CloseReport report = reports.poll(60, TimeUnit.SECONDS);
            assertThat(report).isNotNull();
            assertThat(report.outcome().isOrderly()).isTrue();
        }
    }

    private static String get(SocketFactory sockets, String url) throws Exception {
        ConnectionSocketFactory plain = new PlainConnectionSocketFactory() {
            @Override
            public Socket createSocket(HttpContext context) throws IOException {
                return sockets.createSocket();
            }
        };
        PoolingHttpClientConnectionManager connections =
                new PoolingHttpClientConnectionManager(RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", plain)
                        .build());
        try (CloseableHttpClient client =
                HttpClients.custom().setConnectionManager(connections).build()) {
            return client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
        }
    }

    /// Tells whether the client ended the connection in order.
    private static boolean answerAndAwaitTheEnd(ServerSocket listener) throws IOException {
        try (Socket connection = listener.accept()) {
            connection.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = connection.getInputStream();
            if (in.read(new byte[4096]) <= 0) {
                return false;
            }
            connection.getOutputStream().write(ANSWER);
            return in.read() == -1;
        }
    }
}
