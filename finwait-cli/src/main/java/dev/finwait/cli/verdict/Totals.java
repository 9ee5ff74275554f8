package dev.finwait.cli.verdict;

import dev.finwait.cause.Cause;
import java.util.Map;

/// What a run saw in all.
///
/// @param packets packets read, or events where there are no packets
/// @param bytes bytes of these packets on the wire
/// @param connections TCP connections
/// @param resets connections that were reset
/// @param byCause how many of these were reset for each cause
/// @param seconds the time that all this took to happen
/// @param skipped what was left out, by reason
/// @param blindAttempts connections that somebody tried to reset in vain
/// @param evicted connections that were given up because there were too many at once
public record Totals(
        long packets,
        long bytes,
        long connections,
        long resets,
        Map<Cause, Long> byCause,
        double seconds,
        Map<String, Long> skipped,
        long blindAttempts,
        long evicted) {}
