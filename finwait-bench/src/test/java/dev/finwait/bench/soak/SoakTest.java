package dev.finwait.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.CloseOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A small soak: each close is reported as the peer's behaviour asks for.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class SoakTest {
    @Test
    void everyCloseIsReportedOnce() throws Exception {
        Map<CloseOutcome, Long> outcomes = new Soak().run(4_000).outcomes();
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4_000);
        assertThat(outcomes).containsKeys(CloseOutcome.PEER_CLOSED, CloseOutcome.PEER_RESET, CloseOutcome.IDLE_LIMIT);
    }

    @Test
    void aFootprintThatGrewIsTold() {
        Footprint before = new Footprint(20, 10, 1 << 20);
        assertThat(new Footprint(21, 10, 1 << 20).noMoreThan(before)).isTrue();
        assertThat(new Footprint(100, 10, 1 << 20).noMoreThan(before)).isFalse();
        assertThat(new Footprint(20, 30, 1 << 20).noMoreThan(before)).isFalse();
        assertThat(new Footprint(20, 10, 9 << 20).noMoreThan(before)).isFalse();
    }
}
