package dev.finwait.linux.diag;

import java.time.Duration;

/// The timer that the kernel keeps for a socket. Immutable.
///
/// @param kind what it waits for
/// @param remaining time until it expires; zero without a timer
/// @param retries how often it has expired in vain
public record KernelTimer(Kind kind, Duration remaining, int retries) {
    /// What a timer waits for.
    public enum Kind {
        /// No timer runs.
        NONE,
        /// An ACK, else the oldest segment is sent again.
        RETRANSMIT,
        /// An idle connection's next keep-alive probe, or the end of an orphan in FIN_WAIT2.
        KEEPALIVE,
        /// The end of TIME_WAIT, or of an orphan in FIN_WAIT2 that is kept as a small record only.
        TIME_WAIT,
        /// The next probe of the peer's zero window.
        WINDOW_PROBE,
        /// Something that this version does not know.
        OTHER
    }

    static KernelTimer of(int number, long millis, int retries) {
        Kind[] kinds = Kind.values();
        return new KernelTimer(kinds[Math.min(number, kinds.length - 1)], Duration.ofMillis(millis), retries);
    }
}
