package dev.finwait.capture.flow;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reset connections that wait to be told, with the earliest time for each at which that can be due:
/// only then it is worth
/// to look at the connection itself, which is in no cache any more.
final class Waiting {
    private @Nullable Flow[] flows = new Flow[64];
    private long[] earliest = new long[64];
    private int size;

    void add(Flow flow, long time) {
        if (size == flows.length) {
            flows = Arrays.copyOf(flows, 2 * size);
            earliest = Arrays.copyOf(earliest, 2 * size);
        }
        keep(flow, time);
    }

    /// Tells those that are due, in their order, and keeps the others.
    ///
    /// @param now the time; [Long#MAX_VALUE] tells all
    void tell(long now, Consumer<Flow> tell) {
        int all = size;
        size = 0;
        for (int i = 0; i < all; i++) {
            Flow flow = flows[i];
            if (flow == null || earliest[i] > now) {
                keep(flow, earliest[i]);
            } else if (flow.reset != null) {
                look(flow, now, tell);
            }
        }
        Arrays.fill(flows, size, all, null);
    }

    private void look(Flow flow, long now, Consumer<Flow> tell) {
        long due = flow.reset == null ? now : flow.reset.due();
        if (due <= now) {
            tell.accept(flow);
        } else {
            keep(flow, due);
        }
    }

    private void keep(@Nullable Flow flow, long time) {
        flows[size] = flow;
        earliest[size++] = time;
    }
}
