package dev.finwait.abort;

import java.util.Objects;

/// What a [Relay] has passed on and how it ended. Immutable.
///
/// @param forward the direction from the first socket to the second
/// @param backward the direction from the second socket to the first
public record RelayReport(Flow forward, Flow backward) {
    /// Checks the components.
    ///
    /// @throws NullPointerException if one is null
    public RelayReport {
        Objects.requireNonNull(forward, "forward");
        Objects.requireNonNull(backward, "backward");
    }

    /// Tells whether both directions ended in order.
    ///
    /// @return true when both streams came to their end and nothing was reset
    public boolean isOrderly() {
        return forward.end == FlowEnd.HALF_CLOSED && backward.end == FlowEnd.HALF_CLOSED;
    }

    /// One direction.
    ///
    /// @param bytes the bytes written to its target
    /// @param end how it ended
    public record Flow(long bytes, FlowEnd end) {
        /// Checks the components.
        ///
        /// @throws NullPointerException if the end is null
        /// @throws IllegalArgumentException if the number is negative
        public Flow {
            Objects.requireNonNull(end, "end");
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes is negative: " + bytes);
            }
        }
    }
}
