package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a rule says of its cause.
sealed interface Assessment {
    /// The facts contradict the cause.
    Assessment EXCLUDED = new Excluded();

    /// The facts say nothing of the cause.
    Assessment WEAK = new Fits(Fit.WEAK, List::of, null);

    /// The facts say nothing of the cause, which is far-fetched.
    Assessment REMOTE = new Fits(Fit.REMOTE, List::of, null);

    /// How well a cause fits what is known.
    enum Fit {
        /// No other cause leaves these traces.
        PROVEN,

        /// The traces are typical of it.
        STRONG,

        /// It explains the traces.
        GOOD,

        /// Nothing speaks for it, and nothing excludes it.
        WEAK,

        /// As weak, and it needs something more that was not seen.
        REMOTE
    }

    /// The facts contradict the cause.
    record Excluded() implements Assessment {}

    /// The facts admit the cause.
    ///
    /// @param fit how well
    /// @param evidence gives what speaks for it, most important first; asked only of the likeliest cause
    /// @param advice what to change in this case; null: what the catalogue says
    record Fits(
            Fit fit,
            Supplier<List<Evidence>> evidence,
            @Nullable String advice) implements Assessment {}

    static Assessment excluded() {
        return EXCLUDED;
    }

    static Assessment fits(Fit fit, Supplier<List<Evidence>> evidence) {
        return new Fits(fit, evidence, null);
    }

    static Assessment fits(Fit fit) {
        return new Fits(fit, List::of, null);
    }

    static Assessment weak() {
        return WEAK;
    }

    static Assessment remote() {
        return REMOTE;
    }
}
