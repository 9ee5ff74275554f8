package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.RingBuffers;
import dev.finwait.kernel.trace.TraceInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The events of this host's kernel, as they happen.
///
/// For one thread.
public final class KernelEvents implements AutoCloseable {
    /// All processors' buffers together hold no more than this, and each no less than the second.
    private static final int KILOBYTES = 64 * 1024;

    private static final int LEAST_KILOBYTES = 1024;
    private static final int MOST_KILOBYTES = 16 * 1024;
    private static final long REFUSED_EVERY_NANOS = 1_000_000_000L;

    private final TraceInstance instance;
    private final RingBuffers buffers;
    private final List<String> notes;
    private final Clock clock = new Clock();
    private final EventOrder order;
    private long refused;
    private long refusedAsked;

    private KernelEvents(TraceInstance instance, RingBuffers buffers, EventDecoder decoder, List<String> notes) {
        this.instance = instance;
        this.buffers = buffers;
        this.order = new EventOrder(decoder, clock::epoch);
        this.notes = List.copyOf(notes);
    }

    /// Starts to listen to all events of resets, states and errors.
    ///
    /// @return the events from now on
    /// @throws IOException as [#open(List)]
    public static KernelEvents open() throws IOException {
        return open(EventDecoder.EVENTS);
    }

    /// Starts to listen to some of them.
    ///
    /// @param wanted the events, of those that [EventDecoder] names; what this kernel lacks is left
    ///     out and noted
    /// @return the events from now on
    /// @throws IOException if this cannot be done here; one line that says why and what to do
    public static KernelEvents open(List<String> wanted) throws IOException {
        TraceInstance instance = TraceInstance.create();
        RingBuffers buffers = null;
        try {
            List<String> notes = new ArrayList<>();
            EventDecoder decoder = new EventDecoder();
            List<String> events = EventChoice.learn(instance, wanted, decoder, notes);
            instance.write("trace_clock", "mono");
            EventChoice.optional(instance, "options/record-tgid", "1");
            buffers = RingBuffers.open(instance);
            int each = Math.clamp(KILOBYTES / buffers.count(), LEAST_KILOBYTES, MOST_KILOBYTES);
            instance.write("buffer_size_kb", Integer.toString(each));
            for (String event : events) {
                EventChoice.enable(instance, event);
            }
            instance.write("tracing_on", "1");
            return new KernelEvents(instance, buffers, decoder, notes);
        } catch (IOException e) {
            if (buffers != null) {
                buffers.close();
            }
            instance.close();
            throw e;
        }
    }

    /// Which process a task belonged to, for those that are gone.
    ///
    /// @return the file of tracefs that tells it
    public Path threadGroups() {
        return instance.root().resolve("saved_tgids");
    }

    /// Gives the events since the last call, in the order of their time, or some of them when there
    /// are many.
    ///
    /// @param events takes them
    /// @return whether there are more to be had at once
    /// @throws IOException if no more events can come
    public boolean poll(Consumer<KernelEvent> events) throws IOException {
        // Whatever happened before this moment is in the buffers; of what happens while they are read, the one read
        // first lacks some.
        long now = clock.update();
        long complete = buffers.read(clock.mono(now), order);
        boolean more = complete != Long.MAX_VALUE;
        order.hand(more ? Math.min(now, clock.epoch(complete)) : now, events);
        askRefused(now);
        return more;
    }

    private void askRefused(long now) throws IOException {
        if (now - refusedAsked >= REFUSED_EVERY_NANOS) {
            refusedAsked = now;
            refused = buffers.refused();
        }
    }

    /// Events that the kernel threw away before they were read.
    ///
    /// @return how many so far
    public long lost() {
        return order.lost() + refused;
    }

    /// What this kernel does not tell, and what follows from it.
    ///
    /// @return one line each
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        buffers.close();
        instance.close();
    }
}
