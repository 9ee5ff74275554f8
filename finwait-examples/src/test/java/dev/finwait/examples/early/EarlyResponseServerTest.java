package dev.finwait.examples.early;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.examples.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class EarlyResponseServerTest {
    private static final String[] ORDERLY = {"PEER_CLOSED", "NOTHING_AT_RISK"};
    private static final int UPLOAD = 8_000_000;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @CsvSource({"GRACEFUL, /s, 200", "GRACEFUL, /b, 2097152", "POOL, /s, 200", "POOL, /b, 2097152"})
    void aClientThatWritesItsWholeUploadFirstReadsTheWholeAnswerAndThenEndOfStream(
            CloseMode mode, String path, int bodyBytes) throws Exception {
        try (EarlyServer server = start(mode);
                Socket client = connect(server)) {
            OutputStream upload = client.getOutputStream();
            upload.write(head(path));
            upload.write(new byte[UPLOAD]);

            byte[] answer = client.getInputStream().readAllBytes();

            assertThat(bodyOf(answer)).isEqualTo(bodyBytes);
        }
        assertThat(out.toString()).containsAnyOf(ORDERLY);
    }

    @ParameterizedTest
    @EnumSource(CloseMode.class)
    void aRequestWithoutBodyIsAnswered(CloseMode mode) throws Exception {
        try (EarlyServer server = start(mode);
                Socket client = connect(server)) {
            client.getOutputStream().write("GET /s?q=b HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(bodyOf(client.getInputStream().readAllBytes())).isEqualTo(200);
        }
        assertThat(out.toString().lines()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseMode.class,
            names = {"GRACEFUL", "POOL"})
    void aPeerThatSendsNoRequestIsClosedInOrder(CloseMode mode) throws Exception {
        try (EarlyServer server = start(mode);
                Socket client = connect(server)) {
            client.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(out.toString()).contains("within its request's head").containsAnyOf(ORDERLY);
    }

    @ParameterizedTest
    @EnumSource(CloseMode.class)
    void anEndlessHeadEndsTheConnection(CloseMode mode) throws Exception {
        try (EarlyServer server = start(mode);
                Socket client = connect(server)) {
            client.getOutputStream().write(new byte[16 << 10]);
            client.getOutputStream().write(1);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(endOf(client)).isTrue());
        }
        assertThat(out.toString()).contains("is longer than 16384 bytes");
    }

    @ParameterizedTest
    @EnumSource(CloseMode.class)
    void aStoppedServerHasServedThoseWhoWereConnected(CloseMode mode) throws Exception {
        EarlyServer server = start(mode);
        try (Socket client = connect(server)) {
            client.getOutputStream().write(head("/s"));
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            client.shutdownOutput();

            server.close();

            assertThat(bodyOf(in.readAllBytes())).isEqualTo(200);
        }
        assertThat(out.toString().lines()).hasSize(1);
    }

    private EarlyServer start(CloseMode mode) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return EarlyResponseCommand.start(anyPort, mode, new Log(new PrintWriter(out, true)));
    }

    private static Socket connect(EarlyServer server) throws Exception {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(60_000);
        return client;
    }

    private static byte[] head(String path) {
        return ("POST " + path + " HTTP/1.1\r\nContent-Length: " + UPLOAD + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int bodyOf(byte[] answer) {
        String text = new String(answer, StandardCharsets.US_ASCII);
        return text.length() - text.indexOf("\r\n\r\n") - 4;
    }

    private static boolean endOf(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
