package dev.finwait.close;

import dev.finwait.close.spi.ConnectionSnapshot;
import dev.finwait.close.spi.ConnectionState;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is learned about one connection around its close: a look when the close is asked for, a look right
/// before it is done. From these follow the parts of the report that only a kernel can tell.
///
/// Nothing is written after the first look, so what is unacknowledged can only become less.
final class Evidence {
    private final @Nullable SocketAddress local;
    private final @Nullable SocketAddress remote;
    private final boolean plain;
    private final Optional<ConnectionSnapshot> first;
    private Optional<ConnectionSnapshot> last = Optional.empty();
    private OptionalLong unread = OptionalLong.empty();
    private boolean aborts;

    private Evidence(
            @Nullable SocketAddress local,
            @Nullable SocketAddress remote,
            boolean plain,
            Optional<ConnectionSnapshot> first) {
        this.local = local;
        this.remote = remote;
        this.plain = plain;
        this.first = first;
    }

    /// Nothing is known.
    static Evidence none() {
        return new Evidence(null, null, false, Optional.empty());
    }

    /// Takes the first look.
    static Evidence atCall(Transport transport) {
        if (Diagnostics.isAvailable()) {
            return atCall(transport.localAddress(), transport.remoteAddress(), transport.isPlain());
        }
        return notAsked(transport);
    }

    /// Leaves the first look out, for a close that is about to end: the last one tells the same, except for the
    /// round-trip time, which is no longer kept then.
    static Evidence atEnd(Transport transport) {
        if (Diagnostics.isAvailable()) {
            return new Evidence(
                    transport.localAddress(), transport.remoteAddress(), transport.isPlain(), Optional.empty());
        }
        return notAsked(transport);
    }

    /// Has nobody but the JDK asked.
    static Evidence notAsked(Transport transport) {
        return new Evidence(null, null, transport.isPlain(), Optional.empty());
    }

    /// Takes the first look.
    ///
    /// @param local the address of this side; null when it has none (any more)
    /// @param remote the address of the peer; null when it has none
    /// @param plain whether the bytes of the application are those of the connection: false under TLS
    static Evidence atCall(@Nullable SocketAddress local, @Nullable SocketAddress remote, boolean plain) {
        return new Evidence(local, remote, plain, Diagnostics.look(local, remote));
    }

    /// Tells whether a close without waiting harms nobody: the peer can send nothing more, nothing that it sent
    /// is unread, and its TCP has everything of this side.
    boolean nothingAtRisk() {
        return plain
                && first.isPresent()
                && first.get().peerFinReceived()
                && first.get().unreadBytes() == 0
                && first.get().unacknowledgedBytes() == 0;
    }

    Optional<Duration> rtt() {
        Optional<Duration> atFirst = first.flatMap(ConnectionSnapshot::rtt);
        return atFirst.isPresent() ? atFirst : last.flatMap(ConnectionSnapshot::rtt);
    }

    /// Says that the close will reset the connection, so that what is unacknowledged by then is thrown away.
    void closeAborts() {
        aborts = true;
    }

    /// Takes the last look, if the connection is still open.
    ///
    /// @param outcome how the close is going to end
    void beforeClose(CloseOutcome outcome, Transport transport) {
        if (transport.isOpen()) {
            beforeClose(outcome, transport::unread);
        }
    }

    /// Takes the last look, while the connection is still open. Does not ask for what is known: behind an
    /// end-of-stream nothing is unread, what was acknowledged stays so, and of a connection that was reset the
    /// kernel knows nothing.
    ///
    /// @param outcome how the close is going to end
    /// @param available what the JDK says is unread; asked only when the kernel is not
    void beforeClose(CloseOutcome outcome, Supplier<OptionalLong> available) {
        boolean ended = plain && outcome.isOrderly();
        if (ended) {
            unread = OptionalLong.of(0);
        }
        if (outcome != CloseOutcome.PEER_RESET && (!ended || !allAcknowledged(first))) {
            last = Diagnostics.look(local, remote).filter(seen -> !ended || finSent(seen));
        }
        if (!ended) {
            boolean told = last.isPresent() && last.get().state() != ConnectionState.DONE;
            unread = told ? OptionalLong.of(last.get().unreadBytes()) : available.get();
        }
    }

    /// In TIME-WAIT the addresses are free for a peer that uses its port again at once; its new connection is not
    /// the one that is closed here.
    private static boolean finSent(ConnectionSnapshot seen) {
        return seen.finAcknowledged()
                || seen.state() == ConnectionState.CLOSING
                || seen.state() == ConnectionState.BOTH_CLOSING;
    }

    CloseReport report(CloseOutcome outcome, long drained, Duration elapsed, @Nullable IOException error) {
        return new CloseReport(
                outcome,
                drained,
                unread,
                elapsed,
                error,
                unsent(),
                delivery(),
                wouldHaveReset(outcome, drained),
                rtt(),
                source());
    }

    /// After a reset the kernel knows the connection no more; then only a count of zero still holds.
    private OptionalLong unsent() {
        if (last.isPresent()) {
            return OptionalLong.of(last.get().unacknowledgedBytes());
        }
        return allAcknowledged(first) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private Delivery delivery() {
        if (allAcknowledged(first) || allAcknowledged(last)) {
            return new Delivery.Acknowledged();
        }
        boolean thrownAway = last.isPresent() && (aborts || unread.orElse(0) > 0);
        return thrownAway ? new Delivery.Lost(last.get().unacknowledgedBytes()) : new Delivery.Unknown();
    }

    private static boolean allAcknowledged(Optional<ConnectionSnapshot> snapshot) {
        return snapshot.isPresent() && snapshot.get().unacknowledgedBytes() == 0;
    }

    /// Once both FINs are acknowledged, unread bytes vanish without a reset.
    private Finding wouldHaveReset(CloseOutcome outcome, long drained) {
        if (first.isPresent() && first.get().state() == ConnectionState.DONE) {
            return Finding.NO;
        }
        boolean unreadAtCall = first.isPresent() && first.get().unreadBytes() > 0;
        if (unreadAtCall || drained > 0 || unread.orElse(0) > 0) {
            return Finding.YES;
        }
        return plain && outcome.isOrderly() ? Finding.NO : Finding.UNKNOWN;
    }

    private FactSource source() {
        if (first.isPresent() || last.isPresent()) {
            return FactSource.DIAGNOSTICS;
        }
        return unread.isPresent() ? FactSource.AVAILABLE : FactSource.NONE;
    }
}
