package dev.finwait.diagnosis.rule;

import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule says of its cause.
sealed interface Assessment {
    /// How well a cause fits what is known.
    enum Fit {
        /// No other cause leaves these traces.
        PROVEN,

        /// The traces are typical of it.
        STRONG,

        /// It explains the traces.
        GOOD,

        /// Nothing speaks for it, and nothing excludes it.
        WEAK
    }

    /// The facts contradict the cause.
    record Excluded() implements Assessment {}

    /// The facts admit the cause.
    ///
    /// @param fit how well
    /// @param evidence what speaks for it, most important first
    /// @param advice what to change in this case; null: what the catalogue says
    record Fits(Fit fit, List<Evidence> evidence, @Nullable String advice) implements Assessment {
        public Fits {
            evidence = List.copyOf(evidence);
        }
    }

    static Assessment excluded() {
        return new Excluded();
    }

    static Assessment fits(Fit fit, Evidence... evidence) {
        return new Fits(fit, List.of(evidence), null);
    }

    static Assessment weak() {
        return new Fits(Fit.WEAK, List.of(), null);
    }
}
