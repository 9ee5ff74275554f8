package dev.finwait.diagnosis.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// After how long some kind of box forgets an idle connection by default. From the vendors' documents,
/// to be checked for one's own setting.
///
/// @param seconds the limit
/// @param where whose limit it is, in a few words
public record IdleLimit(int seconds, String where) {
    private static final long NANOS = 1_000_000_000L;

    /// The limits of well-known boxes, in ascending order.
    public static final List<IdleLimit> KNOWN = List.of(
            new IdleLimit(60, "AWS ALB"),
            new IdleLimit(65, "Oracle LB, client side"),
            new IdleLimit(240, "Azure LB"),
            new IdleLimit(300, "Oracle LB, backend side"),
            new IdleLimit(350, "AWS NLB, Network Firewall"),
            new IdleLimit(600, "Google VPC, ALB to backend"),
            new IdleLimit(610, "Google ALB to client"));

    /// The longest known limit that a gap is above.
    ///
    /// @param gapNanos how long a connection had been idle; up to half a second less than a limit counts
    ///     as above it
    /// @return the limit; null when the gap is below all of them
    public static @Nullable IdleLimit below(long gapNanos) {
        IdleLimit best = null;
        for (IdleLimit limit : KNOWN) {
            if (limit.seconds * NANOS <= gapNanos + NANOS / 2) {
                best = limit;
            }
        }
        return best;
    }

    /// The limit in nanoseconds.
    ///
    /// @return nanoseconds
    public long nanos() {
        return seconds * NANOS;
    }
}
