package dev.finwait.kernel.counters;

import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The counters of the last seconds, and the resets that the kernel told of meanwhile.
///
/// For one thread.
public final class CounterHistory implements AutoCloseable {
    private static final List<String> TCP = List.of("OutRsts");
    private static final List<String> TCP_EXT =
            List.of("TCPAbortOnData", "TCPAbortOnClose", "TCPAbortOnLinger", "TCPAbortOnTimeout", "TCPAbortOnMemory");
    private static final int MOST_SAMPLES = 256;
    private static final int MOST_RESETS = 1 << 16;
    /// The kernel counts a reset a little before or after it tells of it.
    private static final long MARGIN_NANOS = 1_000_000L;
    private static final long AT_REST_NANOS = 100_000_000L;

    private final @Nullable CounterFile tcp;
    private final @Nullable CounterFile tcpExt;
    private final LongSupplier clock;
    private final Deque<CounterSample> samples = new ArrayDeque<>();
    /// A ring of the times of the last resets sent, which come nearly in their order.
    private final long[] sent = new long[MOST_RESETS];

    private long sentCount;
    private long lastBegin = -1;
    private long lastEnd = -1;
    private Counters lastMoved = Counters.UNKNOWN;

    /// Makes an empty history.
    ///
    /// @param net `/proc/net`: its counters are those of this process's network namespace
    /// @param clock the present, in nanoseconds since 1970
    public CounterHistory(Path net, LongSupplier clock) {
        this.tcp = open(net.resolve("snmp"), "Tcp:", TCP);
        this.tcpExt = open(net.resolve("netstat"), "TcpExt:", TCP_EXT);
        this.clock = clock;
    }

    private static @Nullable CounterFile open(Path file, String group, List<String> names) {
        try {
            return new CounterFile(file, group, names);
        } catch (IOException e) {
            return null;
        }
    }

    /// Reads the counters when that is due: a tenth of a second after the last time, or at once.
    ///
    /// @param atOnce whether something has happened
    public void sample(boolean atOnce) {
        CounterSample last = samples.peekLast();
        boolean due = atOnce || last == null || clock.getAsLong() - last.end() >= AT_REST_NANOS;
        if (!due || tcp == null || tcpExt == null) {
            return;
        }
        try {
            long begin = clock.getAsLong();
            long[] first = tcp.read();
            long[] second = tcpExt.read();
            samples.addLast(new CounterSample(begin, clock.getAsLong(), first, second));
        } catch (IOException e) {
            samples.clear();
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
    /// @param nanos the moment, long enough ago for all resets sent in between to be noted
    /// @return the differences; unknown when there was no sample on either side
    public Counters around(long nanos) {
        CounterSample before = null;
        for (CounterSample sample : samples) {
            if (sample.end() <= nanos - MARGIN_NANOS) {
                before = sample;
            } else if (before != null && sample.begin() >= nanos + MARGIN_NANOS) {
                return known(before, sample);
            }
        }
        return Counters.UNKNOWN;
    }

    /// Resets that come together are asked for together.
    private Counters known(CounterSample before, CounterSample after) {
        if (before.begin() != lastBegin || after.begin() != lastEnd) {
            lastBegin = before.begin();
            lastEnd = after.begin();
            lastMoved = between(before, after);
        }
        return lastMoved;
    }

    private Counters between(CounterSample before, CounterSample after) {
        long[] moved = new long[TCP_EXT.size()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = after.tcpExtSince(i, before);
        }
        return new Counters(
                after.tcpSince(0, before),
                moved[0],
                moved[1],
                moved[2],
                moved[3],
                moved[4],
                sentBetween(before.begin(), after.end()));
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

    @Override
    public void close() {
        closeQuietly(tcp);
        closeQuietly(tcpExt);
    }

    private static void closeQuietly(@Nullable CounterFile file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException ignore) {
            // It was open for reading only.
        }
    }
}
