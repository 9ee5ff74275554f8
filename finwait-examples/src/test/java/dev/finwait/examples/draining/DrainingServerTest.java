package dev.finwait.examples.draining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.server.StopBudget;
import dev.finwait.server.StopReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class DrainingServerTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private DrainingServer server;
    private CompletableFuture<Void> serving;

    @BeforeEach
    void start() throws IOException {
        server = new DrainingServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        serving = CompletableFuture.runAsync(this::serve, threads);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(StopBudget.DEFAULT.withServing(Duration.ZERO));
        serving.get(60, TimeUnit.SECONDS);
        threads.shutdown();
    }

    @Test
    void aClientIsAnsweredUntilItHalfCloses() throws Exception {
        try (Socket client = connect()) {
            say(client, "one\ntwo\n");
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void aClientThatIsConnectedWhenTheServerStopsIsServedToItsEnd() throws Exception {
        try (Socket client = connect()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "before\n");
            assertThat(lines.readLine()).isEqualTo("before");

            CompletableFuture<StopReport> stopped = CompletableFuture.supplyAsync(
                    () -> server.stop(StopBudget.DEFAULT.withServing(Duration.ofSeconds(60))), threads);
            say(client, "after\n");
            assertThat(lines.readLine()).isEqualTo("after");
            client.shutdownOutput();

            assertThat(lines.readLine()).isNull();
            assertThat(stopped.get(60, TimeUnit.SECONDS).resets()).isZero();
        }
    }

    @Test
    void aClientThatStaysReadsEndOfStreamWhenItsTimeIsOver() throws Exception {
        try (Socket client = connect()) {
            say(client, "x\n");
            assertThat(client.getInputStream().readNBytes(2)).asString().isEqualTo("x\n");

            CompletableFuture<StopReport> stopped = CompletableFuture.supplyAsync(
                    () -> server.stop(StopBudget.DEFAULT.withServing(Duration.ZERO)), threads);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.shutdownOutput();
            StopReport report = stopped.get(60, TimeUnit.SECONDS);
            assertThat(report.resets()).isZero();
            assertThat(report.stillOpen()).isZero();
        }
    }

    private void serve() {
        try {
            server.serve();
        } catch (IOException e) {
            throw new AssertionError("accepting failed", e);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(60_000);
        return client;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
