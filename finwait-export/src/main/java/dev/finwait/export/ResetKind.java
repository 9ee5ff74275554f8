package dev.finwait.export;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.verdict.Harm;

/// What metrics tell resets apart by: few values each, and never an address.
///
/// @param cause the likeliest cause, which also gives the family
/// @param direction which way the reset went
/// @param process the name of the process that did it, see [ResetKinds]
/// @param harm whether an application lost something
public record ResetKind(Cause cause, ResetDirection direction, String process, Harm harm) {}
