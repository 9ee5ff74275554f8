package dev.finwait.capture.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Chooses whom to give up when there are too many connections: about one in eight, those that were quiet for longest.
/// Where most were never answered, as in a flood or a scan, only they have to go.
///
/// A connection is in no cache any more when it is looked at here, so each is looked at once, and for many at a time.
final class Eviction {
    private static final int SHARE = 8;

    /// So many tell well enough how quiet the quietest are.
    private static final int SAMPLE = 4096;

    private final Flow[] flows;
    private final long[] heard;
    private int size;
    private int unanswered;

    private Eviction(int most) {
        flows = new Flow[most];
        heard = new long[most];
    }

    static List<Flow> of(FlowTable table) {
        Eviction eviction = new Eviction(table.size());
        table.each(eviction::addUnanswered);
        if (eviction.unanswered <= table.size() / 2) {
            table.each(eviction::addAnswered);
        }
        return eviction.quietest(1 + table.size() / SHARE);
    }

    private void addUnanswered(Flow flow) {
        if (flow.isUnanswered()) {
            unanswered++;
            add(flow);
        }
    }

    private void addAnswered(Flow flow) {
        if (!flow.isUnanswered()) {
            add(flow);
        }
    }

    private void add(Flow flow) {
        flows[size] = flow;
        heard[size++] = flow.lastNanos;
    }

    private List<Flow> quietest(int most) {
        long limit = limit(most);
        List<Flow> quietest = new ArrayList<>(most);
        for (int i = 0; i < size && quietest.size() < most; i++) {
            if (heard[i] <= limit) {
                quietest.add(flows[i]);
            }
        }
        return quietest;
    }

    /// The time since which that many were not heard. The table has them in no order, so that any of them will do as a
    /// sample.
    private long limit(int most) {
        int step = 1 + size / SAMPLE;
        long[] sample = new long[(size + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = heard[i * step];
        }
        Arrays.sort(sample);
        return sample[Math.min(sample.length - 1, most / step)];
    }
}
