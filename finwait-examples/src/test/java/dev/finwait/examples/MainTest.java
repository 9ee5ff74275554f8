package dev.finwait.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no-such-example",
                "early-response-server",
                "early-response-server --port 0",
                "early-response-server --port x --close plain",
                "early-response-server --port 65536 --close plain",
                "early-response-server --port 0 --close politely",
                "early-response-server --port 0 --close plain --and more",
                "relay --port 0 --to nowhere",
            })
    void badArgumentsAreToldInOneLine(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("early-response-server --close graceful --address 127.0.0.1 --port " + taken.getLocalPort()))
                    .isEqualTo(1);
        }
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void theHelpNamesTheExamples() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("early-response-server", "relay");
    }

    @Test
    void thePoolingClientAsksOverOneConnection() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(60_000);
            CompletableFuture<Void> echoing = CompletableFuture.runAsync(() -> echoOne(listener));

            assertThat(run("pooling-client --lines 3 --to 127.0.0.1:" + listener.getLocalPort()))
                    .isZero();

            echoing.get(60, TimeUnit.SECONDS);
        }
        assertThat(out.toString().lines())
                .containsExactly("opened", "line 1", "used again", "line 2", "used again", "line 3");
    }

    private static void echoOne(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            throw new AssertionError("echoing failed", e);
        }
    }

    private int run(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
