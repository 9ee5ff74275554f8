package dev.finwait.kernel.join;

import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// Resets that the kernel sent for a listening socket: its event names no peer then. When the peer
/// lives on this host, its own event comes right after and names both.
///
/// For one thread.
final class ListenerAnswers {
    private static final int MOST = 1024;
    private static final long WITHIN_NANOS = 10_000_000L;

    private final Deque<ResetSent> answers = new ArrayDeque<>();

    void add(ResetSent answer) {
        answers.addLast(answer);
        if (answers.size() > MOST) {
            answers.removeFirst();
        }
    }

    /// Takes the answer that a reset which arrived must be.
    ///
    /// @param receiver the ends of the socket at which it arrived
    /// @param nanos when
    Optional<ResetSent> take(Ends receiver, long nanos) {
        Iterator<ResetSent> each = answers.iterator();
        while (each.hasNext()) {
            ResetSent answer = each.next();
            boolean near = Math.abs(nanos - answer.nanos()) < WITHIN_NANOS;
            if (near && answer.ends().localPort() == receiver.remotePort()) {
                each.remove();
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /// Takes an answer for which no such event came: its peer is another host.
    Optional<ResetSent> takeOlderThan(long nanos) {
        ResetSent first = answers.peekFirst();
        return first != null && first.nanos() < nanos ? Optional.of(answers.removeFirst()) : Optional.empty();
    }
}
