package dev.finwait.examples.draining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.finwait.examples.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The draining server as a process of its own that gets a real signal.
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
final class SigtermTest {
    private static final int SIGTERM = 15;
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private Process server;
    private BufferedReader output;
    private int port;

    @BeforeEach
    void start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        server = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "draining-server",
                        "--address=127.0.0.1",
                        "--port=0",
                        "--drain=60")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertThat(line).contains("listening on port ");
        port = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @Test
    void aClientIsServedToItsEndAfterTheSignalAndNobodyIsReset() throws Exception {
        try (Socket client = new Socket(HERE, port)) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "before\n");
            assertThat(answers.readLine()).isEqualTo("before");

            // Process.destroy() would close the streams of this side, too.
            server.toHandle().destroy();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> !takesClients());
            say(client, "after\n");
            assertThat(answers.readLine()).isEqualTo("after");
            client.shutdownOutput();

            assertThat(answers.readLine()).isNull();
        }
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(128 + SIGTERM);
        assertThat(output.lines()).anyMatch(line -> line.contains("stopped: ") && line.contains("resets=0"));
    }

    private boolean takesClients() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HERE, port), 200);
            return true;
        } catch (IOException refusedOrDropped) {
            return false;
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
