package dev.finwait.capture;

import dev.finwait.diagnosis.facts.Moment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was read in all.
///
/// @param packets packets in the captures
/// @param bytes bytes of these packets on the wire
/// @param connections TCP connections
/// @param resets connections that were reset, as told to the listener
/// @param first the first packet; null when there was none
/// @param last the latest packet; null when there was none
/// @param skipped packets that were left out, by reason: kebab-case words such as `not-tcp`,
///     `truncated`. Those under `time-backwards` were used, as of the time of the packet before them
/// @param evicted connections that were given up because there were too many at once
public record CaptureSummary(
        long packets,
        long bytes,
        long connections,
        long resets,
        @Nullable Moment first,
        @Nullable Moment last,
        Map<String, Long> skipped,
        long evicted) {
    /// Takes a copy of the map, which keeps its order no longer.
    public CaptureSummary {
        skipped = Map.copyOf(skipped);
    }

    /// The time between the first packet and the latest.
    ///
    /// @return seconds, 0 without packets
    public double seconds() {
        return first == null || last == null ? 0 : last.nanosSince(first) / 1e9;
    }
}
