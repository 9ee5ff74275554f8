package dev.finwait.diagnosis.facts;

import java.time.Instant;

/// A point in time at which something was seen, and in which packet.
///
/// @param nanos nanoseconds since 1970-01-01T00:00:00Z, as the capture or the kernel's clock says.
///     Differences are exact; the clock may have been set in between
/// @param packet the number of the packet in its capture, counted from 1; 0 when it was seen elsewhere
public record Moment(long nanos, long packet) implements Comparable<Moment> {
    /// The nanoseconds that passed from another moment to this one.
    ///
    /// @param earlier the other moment
    /// @return the difference, negative when this one is the earlier
    public long nanosSince(Moment earlier) {
        return nanos - earlier.nanos;
    }

    /// This moment as an instant.
    ///
    /// @return the instant, exact to the nanosecond
    public Instant instant() {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /// By time; of moments of the same time, by packet.
    @Override
    public int compareTo(Moment other) {
        int byTime = Long.compare(nanos, other.nanos);
        return byTime != 0 ? byTime : Long.compare(packet, other.packet);
    }
}
