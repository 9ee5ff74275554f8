package dev.finwait.bench.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small runs: every client checks that its whole answer arrived; the figures mean nothing.
@Timeout(120)
final class BlockingRatesTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyAnswerArrivesFromSockets(boolean graceful) throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Server server = Server.OfSockets.open()) {
            assertThat(BlockingRates.rate(server, threads, 200, graceful)).isPositive();
        }
    }

    @Test
    void everyAnswerArrivesFromChannels() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Server server = Server.OfChannels.open()) {
            assertThat(BlockingRates.rate(server, threads, 200, true)).isPositive();
        }
    }
}
