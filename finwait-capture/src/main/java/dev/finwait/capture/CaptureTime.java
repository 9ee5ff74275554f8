package dev.finwait.capture;

import java.time.Duration;
import java.time.Instant;

/// A time within a capture.
public sealed interface CaptureTime {
    /// Nanoseconds since 1970.
    ///
    /// @param firstNanos the time of the first TCP segment
    /// @return the time
    long nanos(long firstNanos);

    /// A time of day.
    ///
    /// @param instant the instant
    record At(Instant instant) implements CaptureTime {
        @Override
        public long nanos(long firstNanos) {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        }
    }

    /// So long after the first TCP segment.
    ///
    /// @param offset how long
    record After(Duration offset) implements CaptureTime {
        @Override
        public long nanos(long firstNanos) {
            return Math.addExact(firstNanos, offset.toNanos());
        }
    }
}
