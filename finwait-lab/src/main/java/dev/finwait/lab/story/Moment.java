package dev.finwait.lab.story;

/// One thing that happened in a run, at one time.
public sealed interface Moment permits Call, Segment, KernelReset {
    /// When it happened (a call: when it was made).
    ///
    /// @return nanoseconds on the clock of [System#nanoTime()], which on Linux is CLOCK_MONOTONIC
    long atNanos();

    /// Which side did it.
    ///
    /// @return the caller, the sender of the segment, or the end whose kernel spoke
    Side side();
}
