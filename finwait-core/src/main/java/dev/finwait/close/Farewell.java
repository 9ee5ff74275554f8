package dev.finwait.close;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends the last bytes and discards input at the same time, so that a peer which writes everything before it
/// reads anything is not waited for in vain.
abstract class Farewell {
    private final Transport transport;
    private volatile boolean cutOff; // set by the thread that aborts
    private boolean complete;
    private @Nullable IOException sourceError;

    Farewell(Transport transport) {
        this.transport = transport;
    }

    /// Sends until everything is handed to the system or a limit ends it. A part must not pass for the whole:
    /// when something is missing, the close that follows resets.
    ///
    /// @return how it ended, empty when everything was handed over
    final Optional<CloseOutcome> send(Limits limits, Interruption interruption) throws IOException {
        limits.startIdle();
        try {
            return exchange(limits, interruption);
        } catch (SourceFailure e) {
            sourceError = e;
            return Optional.of(interruption.noticed() ? CloseOutcome.INTERRUPTED : CloseOutcome.FAILED);
        } finally {
            complete = everythingSent() && !cutOff;
            if (!complete) {
                transport.resetOnClose();
            }
        }
    }

    private Optional<CloseOutcome> exchange(Limits limits, Interruption interruption) throws IOException {
        while (true) {
            long idleLeft = limits.idleLeft();
            Step step = step(limits, Math.max(0, Math.min(limits.timeLeft(), idleLeft)));
            if (step == Step.DONE) {
                return Optional.empty();
            }
            if (limits.bytesExceeded()) {
                return Optional.of(CloseOutcome.BYTES_LIMIT);
            }
            if (step == Step.NOTHING && idleLeft <= 0) {
                return Optional.of(CloseOutcome.IDLE_LIMIT);
            }
            if (limits.timeLeft() <= 0) {
                return Optional.of(limits.timeOutcome());
            }
            if (interruption.noticed()) {
                return Optional.of(CloseOutcome.INTERRUPTED);
            }
        }
    }

    /// Moves some bytes in either direction, waiting for that at most so long and no longer than a slice.
    /// Bytes that were sent restart the idle time as those that came do.
    abstract Step step(Limits limits, long waitNanos) throws IOException;

    /// Closes from another thread, whatever is going on: with a reset as long as something is missing.
    final void abort() throws IOException {
        if (!everythingSent()) {
            cutOff = true;
            transport.resetOnClose();
        }
        transport.abort();
    }

    /// Whether everything is handed to the system. Callable from any thread.
    abstract boolean everythingSent();

    /// The bytes handed to the system.
    abstract long sent();

    /// Whether that were all, once it has ended.
    final boolean complete() {
        return complete;
    }

    /// Waits for what is still at work on the bytes of the application.
    void finish() {}

    /// Tells how it went, when the connection is closed.
    final SendReport report(CloseReport close) {
        finish();
        return new SendReport(sent(), complete, sourceError, close);
    }

    enum Step {
        NOTHING,
        PROGRESS,
        DONE
    }
}
