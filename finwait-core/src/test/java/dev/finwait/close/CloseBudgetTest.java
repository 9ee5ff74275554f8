package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CloseBudgetTest {
    @Test
    void negativeLimitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloseBudget(Duration.ofSeconds(1), Duration.ofSeconds(1), -1))
                .withMessageContaining("drainedBytes");
    }
}
