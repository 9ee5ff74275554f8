package dev.finwait.cli.watch;

import dev.finwait.diagnosis.facts.KernelFacts;
import org.jspecify.annotations.Nullable;

/// Which way a reset went, seen from this host. On a connection within the host it went both ways.
enum Direction {
    /// This host sent it.
    SENT,

    /// This host received it.
    RECEIVED;

    boolean fits(@Nullable KernelFacts kernel) {
        return kernel != null && (this == SENT ? kernel.sent() != null : kernel.received() != null);
    }
}
