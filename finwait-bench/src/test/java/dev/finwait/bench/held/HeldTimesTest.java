package dev.finwait.bench.held;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A small run: every peer checks that its whole answer arrived; the figures mean nothing.
@Timeout(120)
final class HeldTimesTest {
    @Test
    void everyCloserEndsEveryConnectionInOrder() throws Exception {
        assertThat(HeldTimes.loopback(50))
                .hasSize(Closer.values().length)
                .allMatch(line -> line.contains("50 of 50 orderly"));
    }
}
