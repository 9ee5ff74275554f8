package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CloseBudgetTest {
    private static final CloseBudget DEFAULT = CloseBudget.DEFAULT;

    @Test
    void negativeLimitsAreRefused() {
        Duration negative = Duration.ofNanos(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withTotal(negative))
                .withMessageContaining("total");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withIdle(negative))
                .withMessageContaining("idle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withDrainedBytes(-1))
                .withMessageContaining("drainedBytes");
    }

    @Test
    void missingLimitsAreRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULT.withTotal(null))
                .withMessage("total");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULT.withIdle(null))
                .withMessage("idle");
    }

    @Test
    void oneLimitChangesAndTheOthersStay() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(DEFAULT.withTotal(minute))
                .isEqualTo(new CloseBudget(minute, DEFAULT.idle(), DEFAULT.drainedBytes()));
        assertThat(DEFAULT.withIdle(minute))
                .isEqualTo(new CloseBudget(DEFAULT.total(), minute, DEFAULT.drainedBytes()));
        assertThat(DEFAULT.withDrainedBytes(1)).isEqualTo(new CloseBudget(DEFAULT.total(), DEFAULT.idle(), 1));
    }

    @Test
    void theShortBudgetIsShorterInEveryLimit() {
        assertThat(CloseBudget.SHORT.total()).isLessThan(DEFAULT.total());
        assertThat(CloseBudget.SHORT.idle()).isLessThan(DEFAULT.idle());
        assertThat(CloseBudget.SHORT.drainedBytes()).isLessThan(DEFAULT.drainedBytes());
    }
}
