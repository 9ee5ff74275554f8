package dev.finwait.capture.flow;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// What has to be done later, by the clock of the capture: reset connections that wait to be told, and
/// ended ones that wait to be forgotten.
final class Settling {
    /// How exactly the times are kept: 100 ms.
    private static final long STEP_NANOS = 100_000_000L;

    /// A closed connection may get a late packet; one that is closed and forgotten would seem to be
    /// another.
    private static final long CLOSED_NANOS = 4_000_000_000L;

    /// The retransmissions of a connection that was reset may draw echoes for so long.
    private static final long TOLD_NANOS = 60_000_000_000L;

    private final Waiting waiting = new Waiting();
    private final ArrayDeque<Flow> closed = new ArrayDeque<>();
    private final ArrayDeque<Flow> told = new ArrayDeque<>();
    private final Consumer<Flow> tell;
    private final Consumer<Flow> forget;
    private long next = Long.MIN_VALUE;

    Settling(Consumer<Flow> tell, Consumer<Flow> forget) {
        this.tell = tell;
        this.forget = forget;
    }

    void addReset(Flow flow) {
        waiting.add(flow, flow.reset == null ? Long.MIN_VALUE : flow.reset.due());
    }

    void addClosed(Flow flow) {
        add(flow, closed);
    }

    void addTold(Flow flow) {
        add(flow, told);
    }

    private static void add(Flow flow, ArrayDeque<Flow> queue) {
        if (!flow.leaving) {
            flow.leaving = true;
            flow.leavingSince = flow.lastNanos;
            queue.add(flow);
        }
    }

    /// Whether it is time for [#settle].
    boolean isDue(long now) {
        return now >= next;
    }

    void settle(long now) {
        next = now + STEP_NANOS;
        waiting.tell(now, tell);
        leave(closed, now, CLOSED_NANOS);
        leave(told, now, TOLD_NANOS);
    }

    /// Tells all that wait, due or not, and starts with a new time.
    void settleAll() {
        next = Long.MIN_VALUE;
        waiting.tell(Long.MAX_VALUE, tell);
    }

    private void leave(ArrayDeque<Flow> queue, long now, long nanos) {
        for (Flow flow = queue.peek(); flow != null && isOver(flow, now, nanos); flow = queue.peek()) {
            queue.remove();
            flow.leaving = false;
            if (!flow.gone && now - flow.lastNanos >= nanos) {
                forget.accept(flow);
            } else if (!flow.gone && flow.mayLeave()) {
                add(flow, queue);
            }
        }
    }

    /// The oldest first: those behind were heard later, or will be looked at later.
    private static boolean isOver(Flow flow, long now, long nanos) {
        return flow.gone || now - flow.leavingSince >= nanos;
    }
}
