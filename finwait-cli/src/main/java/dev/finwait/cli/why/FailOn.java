package dev.finwait.cli.why;

import dev.finwait.cli.report.Report;
import dev.finwait.diagnosis.verdict.Harm;

/// Which findings end the command with exit code 1.
enum FailOn {
    /// A reset that lost data.
    LOST,

    /// Any reset.
    ANY;

    boolean isFulfilledBy(Report report) {
        return switch (this) {
            case LOST -> report.count(Harm.LOST) > 0;
            case ANY -> report.resets() > 0;
        };
    }
}
