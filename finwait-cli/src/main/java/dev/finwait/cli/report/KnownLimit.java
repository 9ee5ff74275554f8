package dev.finwait.cli.report;

import java.util.List;

/// After how long a silence a well-known kind of box forgets a connection, or closes it, by default.
///
/// @param seconds the limit
/// @param owner whose it is
public record KnownLimit(int seconds, String owner) {
    /// The limits that are worth drawing, in order.
    public static final List<KnownLimit> ALL = List.of(
            new KnownLimit(60, "AWS ALB"),
            new KnownLimit(65, "Oracle LB, client side"),
            new KnownLimit(240, "Azure LB"),
            new KnownLimit(300, "Oracle LB, backend side"),
            new KnownLimit(350, "AWS NLB, Network Firewall"),
            new KnownLimit(600, "Google VPC, ALB to backend"),
            new KnownLimit(610, "Google ALB to client"));
}
