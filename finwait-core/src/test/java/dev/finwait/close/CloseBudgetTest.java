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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withMinimumRate(-1))
                .withMessageContaining("minimumRate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withIdle(negative, Duration.ZERO))
                .withMessageContaining("idleFloor");
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

        CloseBudget budget = new CloseBudget(Duration.ofSeconds(9), Duration.ofSeconds(8), 7, 6, Duration.ofSeconds(5));

        assertThat(budget.withTotal(minute))
                .isEqualTo(new CloseBudget(minute, budget.idle(), 7, 6, budget.idleFloor()));
        assertThat(budget.withIdle(minute)).isEqualTo(new CloseBudget(budget.total(), minute, 7, 6, minute));
        assertThat(budget.withDrainedBytes(1))
                .isEqualTo(new CloseBudget(budget.total(), budget.idle(), 1, 6, budget.idleFloor()));
        assertThat(budget.withMinimumRate(1))
                .isEqualTo(new CloseBudget(budget.total(), budget.idle(), 7, 1, budget.idleFloor()));
        assertThat(budget.withIdle(Duration.ZERO, minute))
                .isEqualTo(new CloseBudget(budget.total(), minute, 7, 6, Duration.ZERO));
    }

    @Test
    void theShortBudgetIsShorterInEveryLimit() {
        assertThat(CloseBudget.SHORT.total()).isLessThan(DEFAULT.total());
        assertThat(CloseBudget.SHORT.idle()).isLessThan(DEFAULT.idle());
        assertThat(CloseBudget.SHORT.drainedBytes()).isLessThan(DEFAULT.drainedBytes());
    }

    @Test
    void thePatientBudgetIsLongerInEveryLimit() {
        assertThat(CloseBudget.PATIENT.total()).isGreaterThan(DEFAULT.total());
        assertThat(CloseBudget.PATIENT.idle()).isGreaterThan(DEFAULT.idle());
        assertThat(CloseBudget.PATIENT.drainedBytes()).isGreaterThan(DEFAULT.drainedBytes());
        assertThat(CloseBudget.PATIENT.minimumRate()).isLessThan(DEFAULT.minimumRate());
    }

    @Test
    void theIdleLimitFollowsTheRoundTripTimeBetweenFloorAndCeiling() {
        CloseBudget budget = DEFAULT.withIdle(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(budget.idleFor(Duration.ofNanos(50_000))).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.idleFor(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(3200));
        assertThat(budget.idleFor(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(budget.idleFor(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aFixedIdleLimitIsTheSameAtEveryDistance() {
        CloseBudget budget = DEFAULT.withIdle(Duration.ofSeconds(3));

        assertThat(budget.idleFor(Duration.ZERO)).isEqualTo(Duration.ofSeconds(3));
        assertThat(budget.idleFor(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aCeilingBelowTheFloorWins() {
        assertThat(DEFAULT.withIdle(Duration.ofSeconds(9), Duration.ofSeconds(2))
                        .idleFor(Duration.ZERO))
                .isEqualTo(Duration.ofSeconds(2));
    }
}
