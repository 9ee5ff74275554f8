package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One reset connection of a recorded trace. Immutable.
///
/// @param client the end that dialled
/// @param server the end that was called
/// @param rolesSeen whether the kernel told who dialled
/// @param facts what the kernel told
public record RecordedReset(Endpoint client, Endpoint server, boolean rolesSeen, KernelFacts facts) {
    /// Wants a reset.
    ///
    /// @throws IllegalArgumentException if the facts have none
    public RecordedReset {
        if (facts.sent() == null && facts.received() == null) {
            throw new IllegalArgumentException("it tells neither of a reset sent nor of one received");
        }
    }

    /// When it was reset.
    ///
    /// @return the first reset that this host sent, else the first that arrived
    public Moment at() {
        return facts.sent() != null ? facts.sent().at() : Objects.requireNonNull(facts.received());
    }

    /// The connection as if it had just been told.
    ///
    /// @return its facts, without surroundings: the file has none
    public ConnectionFacts connection() {
        return new ConnectionFacts(client, server, rolesSeen, null, facts, Surroundings.ALONE);
    }

    /// The same connection with the roles of its ends exchanged.
    RecordedReset swapped() {
        KernelFacts.SentReset sent = facts.sent();
        KernelFacts.Closing closing = facts.closing();
        KernelFacts turned = new KernelFacts(
                other(facts.local()),
                sent == null
                        ? null
                        : new KernelFacts.SentReset(
                                sent.at(),
                                sent.from().other(),
                                sent.reason(),
                                sent.state(),
                                sent.context(),
                                sent.process()),
                facts.received(),
                facts.moreSent(),
                facts.history().stream()
                        .map(change -> new KernelFacts.StateChange(
                                change.at(),
                                change.socket().other(),
                                change.from(),
                                change.to(),
                                change.context(),
                                change.process()))
                        .toList(),
                facts.errors().stream()
                        .map(error -> new KernelFacts.SocketErrorReport(
                                error.at(), error.socket().other(), error.errno()))
                        .toList(),
                closing == null
                        ? null
                        : new KernelFacts.Closing(
                                closing.at(),
                                closing.side().other(),
                                closing.process(),
                                closing.exiting(),
                                closing.unread(),
                                closing.unsent(),
                                closing.idleNanos()),
                facts.counters());
        return new RecordedReset(server, client, rolesSeen, turned);
    }

    /// The same with another reset that was sent.
    RecordedReset withOneMore() {
        return new RecordedReset(
                client,
                server,
                rolesSeen,
                new KernelFacts(
                        facts.local(),
                        facts.sent(),
                        facts.received(),
                        facts.moreSent() + 1,
                        facts.history(),
                        facts.errors(),
                        facts.closing(),
                        facts.counters()));
    }

    private static @Nullable Side other(@Nullable Side side) {
        return side == null ? null : side.other();
    }
}
