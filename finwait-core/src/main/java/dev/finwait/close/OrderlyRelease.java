package dev.finwait.close;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One graceful close: linger off, half-close, drain, close; or, where nothing is at risk, linger off and close.
final class OrderlyRelease {
    private final Transport transport;
    private final Limits limits;
    private final @Nullable Farewell farewell;
    private final Interruption interruption = new Interruption();
    private Evidence evidence = Evidence.none();
    private @Nullable Watchdog watchdog;
    private @Nullable IOException error;

    OrderlyRelease(Transport transport, CloseBudget budget, LongSupplier nanoClock) {
        this(transport, budget, nanoClock, null);
    }

    OrderlyRelease(Transport transport, CloseBudget budget, LongSupplier nanoClock, @Nullable Farewell farewell) {
        this.transport = transport;
        this.farewell = farewell;
        limits = new Limits(budget, nanoClock);
    }

    /// Closes and announces it.
    CloseReport run() {
        SocketAddress peer = transport.isOpen() ? transport.remoteAddress() : null;
        CloseReport report = closeWithin();
        Announcement.make(report, peer);
        return report;
    }

    private CloseReport closeWithin() {
        if (!transport.isOpen()) {
            return report(CloseOutcome.ALREADY_CLOSED);
        }
        try {
            evidence = Evidence.atCall(transport);
            if (farewell == null && evidence.nothingAtRisk()) {
                return closeAtOnce();
            }
            if (farewell == null) {
                evidence.rtt().ifPresent(limits::adaptTo);
            }
            return transport.canBlock() ? runWatched() : releaseAndClose();
        } finally {
            interruption.restore();
        }
    }

    private CloseReport closeAtOnce() {
        clearLinger();
        evidence.beforeClose(CloseOutcome.NOTHING_AT_RISK, transport);
        close();
        return report(CloseOutcome.NOTHING_AT_RISK);
    }

    private CloseReport runWatched() {
        Watchdog armed = Watchdog.arm(farewell == null ? transport::abort : farewell::abort, limits::overdueIn);
        watchdog = armed;
        InterruptHook hook = InterruptHook.install(armed::hurry);
        try {
            return releaseAndClose();
        } finally {
            hook.remove();
            armed.disarm();
        }
    }

    private CloseReport releaseAndClose() {
        interruption.noticed();
        CloseOutcome outcome;
        try {
            outcome = release();
            if (farewell != null && !farewell.complete()) {
                evidence.closeAborts();
            }
            evidence.beforeClose(outcome, transport);
        } finally {
            close();
        }
        return report(outcome);
    }

    private CloseOutcome release() {
        try {
            CloseOutcome outcome = halfCloseAndDrain();
            return watchdogFired() ? abandoned() : outcome;
        } catch (IOException e) {
            return outcomeOf(e);
        }
    }

    private CloseOutcome halfCloseAndDrain() throws IOException {
        if (!transport.isConnected()) {
            return transport.isOpen() ? CloseOutcome.NOT_CONNECTED : closedMeanwhile();
        }
        clearLinger();
        Optional<CloseOutcome> cut = farewell == null ? Optional.empty() : sendLast(farewell);
        if (cut.isPresent()) {
            return cut.get();
        }
        transport.shutdownOutput();
        if (transport.isInputShut()) {
            return CloseOutcome.INPUT_SHUT;
        }
        return new Drain(transport, limits, interruption).run();
    }

    /// What was learned before is about other bytes. While it sends, the full idle time holds: to cut off a peer
    /// that reads slowly costs it the answer.
    private Optional<CloseOutcome> sendLast(Farewell last) throws IOException {
        try {
            return last.send(limits, interruption);
        } finally {
            evidence = Evidence.atCall(transport);
            evidence.rtt().ifPresent(limits::adaptTo);
        }
    }

    /// With linger zero the close would abort, with more it would block beyond the budget.
    private void clearLinger() {
        try {
            transport.clearLinger();
        } catch (IOException e) {
            // Closed meanwhile, which the next step meets too; or reset, on a system that then refuses options.
        }
    }

    private CloseOutcome outcomeOf(IOException e) {
        if (watchdogFired()) {
            return abandoned();
        }
        boolean reset = Resets.isReset(e);
        // An SSLSocket closes itself when it meets a reset.
        if (!reset && !transport.isOpen()) {
            return closedMeanwhile();
        }
        if (!reset && transport.isInputShut()) {
            return CloseOutcome.INPUT_SHUT;
        }
        error = e;
        return reset ? CloseOutcome.PEER_RESET : CloseOutcome.FAILED;
    }

    /// On a virtual thread an interrupt closes a Socket within the JDK.
    private CloseOutcome closedMeanwhile() {
        return interruption.noticed() ? CloseOutcome.INTERRUPTED : CloseOutcome.CLOSED_CONCURRENTLY;
    }

    /// What a connection says after the watchdog closed it is of the watchdog's making.
    private CloseOutcome abandoned() {
        return interruption.noticed() ? CloseOutcome.INTERRUPTED : CloseOutcome.TOTAL_LIMIT;
    }

    private boolean watchdogFired() {
        return watchdog != null && watchdog.fired();
    }

    private void close() {
        try {
            transport.close();
        } catch (IOException e) {
            if (error == null) {
                error = e;
            }
        }
    }

    private CloseReport report(CloseOutcome outcome) {
        return evidence.report(outcome, limits.drained(), limits.elapsed(), error);
    }
}
