package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.RecordSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/// Makes events of the records of all processors, and gives them in the order of their time.
///
/// For one thread.
final class EventOrder implements RecordSink {
    private static final Comparator<KernelEvent> BY_TIME = Comparator.comparingLong(KernelEvent::nanos);

    private final EventDecoder decoder;
    private final LongUnaryOperator epoch;
    private final List<KernelEvent> pending = new ArrayList<>();
    private long lost;

    /// Has nothing yet.
    ///
    /// @param decoder knows the events
    /// @param epoch turns a time of the trace's clock into nanoseconds since 1970
    EventOrder(EventDecoder decoder, LongUnaryOperator epoch) {
        this.decoder = decoder;
        this.epoch = epoch;
    }

    @Override
    public void record(long nanos, ByteBuffer page, int offset, int length) {
        KernelEvent event = decoder.decode(epoch.applyAsLong(nanos), page, offset, length);
        if (event != null) {
            pending.add(event);
        }
    }

    @Override
    public void lost(long count) {
        lost += count;
    }

    /// Records that were overwritten before they were read.
    long lost() {
        return lost;
    }

    /// Gives what is not newer than a moment.
    ///
    /// @param until up to when all records have been taken, in nanoseconds since 1970
    /// @param events takes the events
    void hand(long until, Consumer<KernelEvent> events) {
        pending.sort(BY_TIME);
        int ready = 0;
        while (ready < pending.size() && pending.get(ready).nanos() <= until) {
            events.accept(pending.get(ready));
            ready++;
        }
        pending.subList(0, ready).clear();
    }
}
