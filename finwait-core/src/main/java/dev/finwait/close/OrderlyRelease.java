package dev.finwait.close;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One graceful close: linger off, half-close, drain, close.
final class OrderlyRelease {
    private final Transport transport;
    private final Limits limits;
    private final Interruption interruption = new Interruption();
    private @Nullable Watchdog watchdog;
    private @Nullable IOException error;

    OrderlyRelease(Transport transport, CloseBudget budget, LongSupplier nanoClock) {
        this.transport = transport;
        limits = new Limits(budget, nanoClock);
    }

    CloseReport run() {
        if (!transport.isOpen()) {
            return report(CloseOutcome.ALREADY_CLOSED, OptionalLong.empty());
        }
        interruption.noticed();
        if (transport.canBlock()) {
            watchdog = Watchdog.arm(transport, limits.totalLeft());
        }
        CloseOutcome outcome;
        OptionalLong unread;
        try {
            outcome = release();
            unread = transport.isOpen() ? transport.unread() : OptionalLong.empty();
        } finally {
            close();
        }
        return report(outcome, unread);
    }

    private CloseOutcome release() {
        if (!transport.isConnected()) {
            return transport.isOpen() ? CloseOutcome.NOT_CONNECTED : closedMeanwhile();
        }
        try {
            clearLinger();
            transport.shutdownOutput();
            if (transport.isInputShut()) {
                return CloseOutcome.INPUT_SHUT;
            }
            return new Drain(transport, limits, interruption).run();
        } catch (IOException e) {
            return outcomeOf(e);
        }
    }

    /// With linger zero the close would abort (`tcp_close`), with more it would block beyond the
    /// budget.
    private void clearLinger() {
        try {
            transport.clearLinger();
        } catch (IOException e) {
            // Closed meanwhile, which the next step meets too; or already reset on a system that then refuses options.
        }
    }

    private CloseOutcome outcomeOf(IOException e) {
        if (!transport.isOpen()) {
            return closedMeanwhile();
        }
        if (transport.isInputShut()) {
            return CloseOutcome.INPUT_SHUT;
        }
        error = e;
        return Resets.isReset(e) ? CloseOutcome.PEER_RESET : CloseOutcome.FAILED;
    }

    private CloseOutcome closedMeanwhile() {
        if (watchdog != null && watchdog.fired()) {
            return CloseOutcome.TOTAL_LIMIT;
        }
        // On a virtual thread an interrupt closes a Socket within the JDK.
        return interruption.noticed() ? CloseOutcome.INTERRUPTED : CloseOutcome.CLOSED_CONCURRENTLY;
    }

    private void close() {
        try {
            transport.close();
        } catch (IOException e) {
            if (error == null) {
                error = e;
            }
        } finally {
            if (watchdog != null) {
                watchdog.disarm();
            }
            interruption.restore();
        }
    }

    private CloseReport report(CloseOutcome outcome, OptionalLong unread) {
        return new CloseReport(outcome, limits.drained(), unread, limits.elapsed(), error);
    }
}
