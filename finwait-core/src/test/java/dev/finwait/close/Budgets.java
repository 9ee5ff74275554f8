package dev.finwait.close;

import java.time.Duration;

/// Budgets in which one limit is near and the others are out of reach.
final class Budgets {
    private static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(5), Duration.ofMinutes(5), Long.MAX_VALUE);

    private Budgets() {}

    static CloseBudget patient() {
        return PATIENT;
    }

    static CloseBudget totalMillis(long millis) {
        return PATIENT.withTotal(Duration.ofMillis(millis));
    }

    static CloseBudget idleMillis(long millis) {
        return PATIENT.withIdle(Duration.ofMillis(millis));
    }

    static CloseBudget bytes(long bytes) {
        return PATIENT.withDrainedBytes(bytes);
    }
}
