package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;

/// Knows the traces of one cause.
interface Rule {
    /// The cause that it knows.
    Cause cause();

    /// Says whether the cause is excluded, or how well it fits. Rules read facts, never bytes, and
    /// exclude only by what is known.
    Assessment assess(Reading reading);
}
