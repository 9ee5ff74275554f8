package dev.finwait.close;

import java.io.IOException;

/// Reads and throws away until end-of-stream or a limit (RFC 9112 9.6).
final class Drain {
    /// How long an interrupted thread goes on with what keeps arriving.
    private static final long HURRY_NANOS = Transport.SLICE_NANOS;

    private final Transport transport;
    private final Limits limits;
    private final Interruption interruption;

    Drain(Transport transport, Limits limits, Interruption interruption) {
        this.transport = transport;
        this.limits = limits;
        this.interruption = interruption;
    }

    CloseOutcome run() throws IOException {
        limits.startIdle();
        long timeLeft = limits.timeLeft();
        while (timeLeft > 0) {
            if (interruption.noticed()) {
                return sweep(Math.min(timeLeft, HURRY_NANOS));
            }
            long idleLeft = limits.idleLeft();
            int count = discard(Math.min(timeLeft, idleLeft));
            if (count == Transport.END_OF_STREAM) {
                return transport.ending();
            }
            if (limits.bytesExceeded()) {
                return CloseOutcome.BYTES_LIMIT;
            }
            if (count == 0 && idleLeft <= 0) {
                return CloseOutcome.IDLE_LIMIT;
            }
            timeLeft = limits.timeLeft();
        }
        return limits.timeOutcome();
    }

    /// Takes what has already arrived, for a thread that must not wait.
    private CloseOutcome sweep(long nanos) throws IOException {
        long end = limits.elapsedNanos() + nanos;
        int count;
        do {
            count = discard(0);
        } while (count > 0 && !limits.bytesExceeded() && limits.elapsedNanos() < end);
        return count == Transport.END_OF_STREAM ? transport.ending() : CloseOutcome.INTERRUPTED;
    }

    private int discard(long waitNanos) throws IOException {
        int count = transport.discard(limits.bytesWanted(), waitNanos);
        if (count > 0) {
            limits.drained(count);
        }
        return count;
    }
}
