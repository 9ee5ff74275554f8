package dev.finwait.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stack traces of the JDK's own HTTP client, raised by real servers that end badly.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HttpClientTraceTest {
    private static final String THIS_CLASS = HttpClientTraceTest.class.getName();

    /// How a server ends a connection on which it has read a request.
    private interface Ending {
        void end(Socket client) throws IOException;
    }

    @Test
    void aServerThatHangsUpIsAnUnexpectedEnd() throws Exception {
        Run run = explained(Socket::close);
        assertThat(run.out())
                .startsWith("java.io.EOFException: EOF reached while reading\n")
                .contains("That is: unexpected end of the stream, while reading", "keepalive-race");
    }

    @Test
    void aServerThatResetsIsReadAsSuchBeneathItsWrappers() throws Exception {
        Run run = explained(client -> {
            client.setSoLinger(true, 0);
            client.close();
        });
        assertThat(run.out())
                .startsWith("java.net.SocketException: Connection reset\n")
                .contains("That is: connection reset by peer, while reading", "close-with-unread")
                .contains("Where in your code", THIS_CLASS);
    }

    @Test
    void aRefusedConnectIsAFailedConnectThoughTheClientHidesTheReason() throws Exception {
        int nobody;
        try (ServerSocket listener = listener()) {
            nobody = listener.getLocalPort();
        }
        Run run = Run.withInput(trace(nobody), "-");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("connecting failed, while connecting", "port-closed");
    }

    private static Run explained(Ending ending) throws Exception {
        ServerSocket listener = listener();
        Thread server = new Thread(() -> serve(listener, ending), "badly ending server");
        server.start();
        try (listener) {
            Run run = Run.withInput(trace(listener.getLocalPort()), "-");
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            return run;
        } finally {
            server.join();
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void serve(ServerSocket listener, Ending ending) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                int bytes = client.getInputStream().read(new byte[8192]);
                assertThat(bytes).isPositive();
                ending.end(client);
            } catch (IOException ignore) {
                // The client or the listener is closed; the loop condition tells which.
            }
        }
    }

    private static String trace(int port) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                    .build();
            Throwable thrown = catchThrowable(() -> client.send(request, HttpResponse.BodyHandlers.discarding()));
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.toString();
        }
    }
}
