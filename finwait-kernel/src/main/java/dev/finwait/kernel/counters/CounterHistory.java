package dev.finwait.kernel.counters;

import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// The counters of the last seconds, and the resets that the kernel told of meanwhile.
///
/// For one thread.
public final class CounterHistory {
    private static final int MOST_SAMPLES = 256;
    private static final int MOST_RESETS = 1 << 16;
    private static final long AT_REST_NANOS = 100_000_000L;

    private final Path net;
    private final Deque<CounterSample> samples = new ArrayDeque<>();
    /// A ring of the times of the last resets sent, which come nearly in their order.
    private final long[] sent = new long[MOST_RESETS];
    private long sentCount;
    private boolean broken;

    /// Makes an empty history.
    ///
    /// @param net `/proc/net`
    public CounterHistory(Path net) {
        this.net = net;
    }

    /// Reads the counters when that is due: a tenth of a second after the last time, or at once.
    ///
    /// @param nanos the present
    /// @param atOnce whether something has happened
    public void sample(long nanos, boolean atOnce) {
        CounterSample last = samples.peekLast();
        if (broken || (!atOnce && last != null && nanos - last.nanos() < AT_REST_NANOS)) {
            return;
        }
        try {
            samples.addLast(CounterSample.read(net, nanos));
        } catch (IOException | NumberFormatException e) {
            broken = true;
        }
        if (samples.size() > MOST_SAMPLES) {
            samples.removeFirst();
        }
    }

    /// Notes that a reset was sent.
    ///
    /// @param nanos when
    public void sent(long nanos) {
        sent[(int) (sentCount++ % MOST_RESETS)] = nanos;
    }

    /// How the counters moved between the samples before and after a moment.
    ///
    /// @param nanos the moment
    /// @return the differences; unknown when there was no sample on either side
    public Counters around(long nanos) {
        CounterSample before = null;
        for (CounterSample sample : samples) {
            if (sample.nanos() > nanos && before != null) {
                return between(before, sample);
            }
            before = sample.nanos() <= nanos ? sample : null;
        }
        return Counters.UNKNOWN;
    }

    private Counters between(CounterSample before, CounterSample after) {
        return new Counters(
                after.since(0, before),
                after.since(1, before),
                after.since(2, before),
                after.since(3, before),
                after.since(4, before),
                after.since(5, before),
                sentBetween(before.nanos(), after.nanos()));
    }

    private long sentBetween(long from, long to) {
        long count = 0;
        for (long i = sentCount - 1; i >= Math.max(0, sentCount - MOST_RESETS); i--) {
            long at = sent[(int) (i % MOST_RESETS)];
            if (at < from - AT_REST_NANOS) {
                break;
            }
            count += at > from && at <= to ? 1 : 0;
        }
        return count;
    }
}
