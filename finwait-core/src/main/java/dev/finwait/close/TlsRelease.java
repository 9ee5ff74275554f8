package dev.finwait.close;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The TLS-complete close for those who drive an [SSLEngine] themselves: says what to send, takes what arrives,
/// and tells when it is over and how it ended. It does no I/O and starts no thread, so it fits a selector loop as
/// well as an event loop of a framework.
///
/// The order is that of [GracefulClose]: the close_notify goes out (RFC 8446 6.1), then the FIN; what the peer
/// still sends is decrypted and discarded until its close_notify, within a [CloseBudget]; then the caller closes.
/// A FIN without close_notify is told as [CloseOutcome#TRUNCATED]. When a record cannot be decrypted, what follows
/// is discarded as ciphertext until the FIN.
///
/// ```java
/// TlsRelease release = new TlsRelease(engine, CloseBudget.DEFAULT);
/// ByteBuffer notify = release.closeNotify();
/// while (notify.hasRemaining()) {
///     channel.write(notify); // of a blocking channel; a non-blocking one goes on when it is writable
/// }
/// channel.shutdownOutput();
/// while (!release.isOver()) {
///     selector.select(release.timeLeft().toMillis() + 1);
///     in.clear();
///     int count = channel.read(in);
///     if (count < 0) {
///         release.endOfStream();
///     } else {
///         release.received(in.flip());
///     }
/// }
/// channel.close();
/// CloseReport report = release.report();
/// ```
///
/// Everything of the application must have been wrapped and sent before. Not thread-safe; nobody else may use the
/// engine meanwhile.
public final class TlsRelease {
    private final EngineDrain drain;
    private final Limits limits;
    private @Nullable CloseOutcome outcome;
    private @Nullable IOException error;

    /// Starts the close of one connection. The total of the budget counts from here.
    ///
    /// @param engine the engine, in whatever state
    /// @param budget the limits
    /// @throws NullPointerException if an argument is null
    public TlsRelease(SSLEngine engine, CloseBudget budget) {
        this(engine, budget, System::nanoTime);
    }

    TlsRelease(SSLEngine engine, CloseBudget budget, LongSupplier nanoClock) {
        drain = new EngineDrain(Objects.requireNonNull(engine, "engine"));
        limits = new Limits(Objects.requireNonNull(budget, "budget"), nanoClock);
    }

    /// Makes the records that end this side's stream. To be sent completely, and the FIN behind them. The idle
    /// time counts from this call.
    ///
    /// @return the ciphertext, ready to be read from; nothing when the engine has ended its stream before or has
    ///     no session to end
    public ByteBuffer closeNotify() {
        limits.startIdle();
        return drain.closeNotify();
    }

    /// Takes ciphertext of the peer, and discards it. Records may be cut in any way. Bytes that come when it is
    /// over are discarded too.
    ///
    /// @param ciphertext what was read from the connection; all of it is taken
    /// @throws NullPointerException if it is null
    public void received(ByteBuffer ciphertext) {
        int count = ciphertext.remaining();
        if (isOver() || count == 0) {
            ciphertext.position(ciphertext.limit());
            return;
        }
        limits.drained(count);
        try {
            drain.take(ciphertext);
        } catch (SSLException e) {
            error = e;
        }
        if (drain.closeNotifyReceived()) {
            outcome = CloseOutcome.PEER_CLOSED;
        } else if (limits.bytesExceeded()) {
            outcome = CloseOutcome.BYTES_LIMIT;
        }
    }

    /// Takes note of the peer's FIN.
    public void endOfStream() {
        end(drain.closeNotifyReceived() ? CloseOutcome.PEER_CLOSED : CloseOutcome.TRUNCATED);
    }

    /// Takes note of an exception of the connection.
    ///
    /// @param e what a read or write threw
    /// @throws NullPointerException if it is null
    public void failed(IOException e) {
        Objects.requireNonNull(e, "e");
        if (!isOver()) {
            error = e;
        }
        end(Resets.isReset(e) ? CloseOutcome.PEER_RESET : CloseOutcome.FAILED);
    }

    /// Tells whether the connection should be closed now, because the peer has ended its stream or a limit was
    /// reached.
    ///
    /// @return true when there is nothing more to wait for
    public boolean isOver() {
        if (outcome == null && limits.timeLeft() <= 0) {
            outcome = limits.timeOutcome();
        } else if (outcome == null && limits.idleLeft() <= 0) {
            outcome = CloseOutcome.IDLE_LIMIT;
        }
        return outcome != null;
    }

    /// The longest time to wait before [#isOver()] is asked again, if nothing comes.
    ///
    /// @return zero when it is over
    public Duration timeLeft() {
        return isOver() ? Duration.ZERO : Duration.ofNanos(Math.max(0, Math.min(limits.timeLeft(), limits.idleLeft())));
    }

    /// How the connection ended. Before it is over, the report says [CloseOutcome#INTERRUPTED]: the caller does not
    /// wait.
    ///
    /// @return the report; the bytes drained are ciphertext, as they came
    public CloseReport report() {
        CloseOutcome now = isOver() && outcome != null ? outcome : CloseOutcome.INTERRUPTED;
        return new CloseReport(now, limits.drained(), OptionalLong.empty(), limits.elapsed(), error);
    }

    private void end(CloseOutcome how) {
        if (!isOver()) {
            outcome = how;
        }
    }
}
