package dev.finwait.diagnosis.facts;

/// What went on around a connection, up to a moment after its reset.
///
/// @param connections connections of the same service (the server's address and port) so far
/// @param idleCloses closes of idle connections by that service so far
/// @param serverTtl the TTL that the server's host showed in other packets than resets, on any
///     connection; -1 when none was seen or they differ
/// @param resetsAtOnce connections that the same end reset at the same instant, this one included: of
///     the same service when the server reset, of the same host when the client did; 1 when it was
///     alone
/// @param resetsAtOnceUnused those of them on which that side had never sent data
/// @param closesAtOnce connections that the same end closed by FIN at that instant
/// @param endAlive whether that end went on after this reset: the service took or ended another
///     connection, or the client's host ended one
public record Surroundings(
        long connections,
        IdleCloses idleCloses,
        int serverTtl,
        int resetsAtOnce,
        int resetsAtOnceUnused,
        int closesAtOnce,
        boolean endAlive) {
    /// Nothing is known but the connection itself.
    public static final Surroundings ALONE = new Surroundings(1, IdleCloses.NONE, -1, 1, 0, 0, false);
}
