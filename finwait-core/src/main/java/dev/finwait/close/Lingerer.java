package dev.finwait.close;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One half-closed channel that waits for its peer's end-of-stream, or that is sent its last bytes first. The thread of
/// the pool owns everything
/// that changes; the caller's hands it over through the [Intake].
///
/// There are as many as there are lingering connections, so it carries the links of the pool's structures
/// itself.
final class Lingerer {
    final SocketChannel channel;
    final Limits limits;

    /// When it was handed over, on the clock of the pool.
    final long since;

    final CompletableFuture<CloseReport> future = new CompletableFuture<>();

    /// What is to be sent before the FIN; null when the application has sent everything.
    final @Nullable Parting parting;

    /// When to look at it again, on the clock of the pool.
    long due;

    /// Its place among the [Deadlines], or -1.
    int place = -1;

    /// The pool counts it.
    boolean known;

    /// The selector knows it.
    boolean registered;

    /// It has lost its place and is to be closed as soon as it can be read from without waiting.
    boolean evicted;

    /// It is closed and reported.
    boolean done;

    /// The link of whichever list holds it: the intake, or those not registered yet.
    @Nullable
    Lingerer next;

    /// The links of the [Ages].
    @Nullable
    Lingerer older;

    @Nullable
    Lingerer younger;

    private final boolean askedAlways;
    private @Nullable Evidence evidence;
    private @Nullable SocketAddress peer;
    private @Nullable IOException error;

    /// @param askedAlways whether the kernel is asked also when the peer closes at once
    Lingerer(SocketChannel channel, CloseBudget budget, @Nullable Parting parting, boolean askedAlways) {
        this.channel = channel;
        this.parting = parting;
        this.askedAlways = askedAlways;
        limits = new Limits(budget, System::nanoTime);
        since = System.nanoTime();
    }

    /// Does what can be done in the caller's thread: sends the last bytes as far as that does not block, and
    /// behind them the FIN.
    ///
    /// @return how the close ends, or null when the peer is to be waited for
    @Nullable
    CloseOutcome begin() {
        if (!channel.isConnected()) {
            return channel.isOpen() ? CloseOutcome.NOT_CONNECTED : CloseOutcome.ALREADY_CLOSED;
        }
        try {
            if (parting != null && !channel.isBlocking()) {
                parting.send(this);
            }
            return isSending() ? null : halfClose();
        } catch (IOException e) {
            return outcomeOf(e);
        }
    }

    boolean isSending() {
        return parting != null && !parting.isComplete();
    }

    /// The operations for which the selector should tell that the channel is ready.
    int interest() {
        if (parting == null || parting.isComplete()) {
            return SelectionKey.OP_READ;
        }
        return parting.isInputOver() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
    }

    /// Moves what can be moved without waiting, a bounded number of bytes.
    ///
    /// @return how the close ends, or null when the lingerer goes on waiting
    @Nullable
    CloseOutcome advance(DiscardBuffer buffer, int reads) {
        return parting != null && isSending() ? parting.exchange(this, buffer, reads) : buffer.drain(this, reads);
    }

    /// Sends the FIN, behind everything written before.
    ///
    /// @return how the close ends, or null when the peer is to be waited for
    @Nullable
    CloseOutcome halfClose() {
        try {
            channel.shutdownOutput();
            return null;
        } catch (NotYetConnectedException e) {
            return CloseOutcome.NOT_CONNECTED;
        } catch (IOException e) {
            return outcomeOf(e);
        }
    }

    /// With linger zero the close would abort, with more it would block the pool.
    void clearLinger() {
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, -1);
            }
        } catch (IOException e) {
            // Closed meanwhile, which the next step meets too; or reset, on a system that then refuses options.
        }
    }

    /// Says that the peer could not be waited for.
    CloseOutcome failed(Exception e) {
        return outcomeOf(e instanceof IOException io ? io : new IOException(e));
    }

    /// Says what a failed operation on the channel means.
    CloseOutcome outcomeOf(IOException e) {
        if (!channel.isOpen()) {
            return CloseOutcome.CLOSED_CONCURRENTLY;
        }
        error = e;
        return Resets.isReset(e) ? CloseOutcome.PEER_RESET : CloseOutcome.FAILED;
    }

    /// The JDK also reports end-of-stream when this side shut its input.
    CloseOutcome endOfStream() {
        return new ChannelTransport(channel).isInputShut() ? CloseOutcome.INPUT_SHUT : CloseOutcome.PEER_CLOSED;
    }

    /// Asks the kernel about a connection whose peer does not close at once, for its distance. Not before the last byte
    /// is sent: what is learned then is about other bytes, and to cut off a peer that
    /// reads slowly costs it the answer.
    void lookAround() {
        if (isSending()) {
            return;
        }
        evidence = Evidence.atCall(new ChannelTransport(channel));
        evidence.rtt().ifPresent(limits::adaptTo);
    }

    /// Closes the channel and tells how it went. A part must not pass for the whole, so it resets when something
    /// was not sent.
    CloseReport close(CloseOutcome outcome) {
        ChannelTransport transport = new ChannelTransport(channel);
        Evidence known = evidence == null ? atEnd(transport, outcome) : evidence;
        if (isSending()) {
            known.closeAborts();
            transport.resetOnClose();
        }
        peer = transport.isOpen() ? transport.remoteAddress() : null;
        known.beforeClose(outcome, transport);
        try {
            channel.close();
        } catch (IOException e) {
            if (error == null) {
                error = e;
            }
        }
        return known.report(outcome, limits.drained(), limits.elapsed(), error);
    }

    private Evidence atEnd(Transport transport, CloseOutcome outcome) {
        return askedAlways || !outcome.isOrderly() ? Evidence.atEnd(transport) : Evidence.notAsked(transport);
    }

    /// Hands the report out, once the channel is closed.
    void tell(CloseReport report) {
        Announcement.make(report, peer);
        future.complete(report);
    }

    /// Closes the channel without waiting for anything, after what has arrived.
    CloseReport closeNow() {
        clearLinger();
        CloseOutcome outcome = channel.isBlocking() ? null : advance(DiscardBuffer.small(), 4);
        return close(outcome == null ? CloseOutcome.EVICTED : outcome);
    }
}
