package dev.finwait.bench.linger;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.LingerPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What 20,000 lingering connections cost, whether every report is right, and what 200 peers that flood, 200 that
/// dribble and 200 that are silent change for the others. The peers live in processes of their own. Where the
/// limit of descriptors (`ulimit -n`) is lower, fewer linger; the table says how many.
///
///     java -Xmx1g -cp finwait-bench/target/finwait-bench.jar dev.finwait.bench.linger.ManyLingering [COUNT [SECONDS]]
public final class ManyLingering {
    private static final int MOST_BAD = 600;
    private static final int SLICES = 4;
    private static final long FLOODED_BYTES = 4L << 20;
    private static final CloseBudget PATIENT =
            new CloseBudget(Duration.ofMinutes(5), Duration.ofMinutes(5), Long.MAX_VALUE);
    private static final CloseBudget FOR_BAD =
            new CloseBudget(Duration.ofSeconds(6), Duration.ofSeconds(3), FLOODED_BYTES);

    private final int count;
    private final int bad;
    private final int sliceMillis;
    private final int quietSeconds;
    private final Handed honest;

    /// What was handed over; made before the heap is measured.
    private static final class Handed {
        private final CompletableFuture<?>[] stages;
        private final long[] at;

        Handed(int count) {
            stages = new CompletableFuture<?>[count];
            at = new long[count];
        }

        void hand(int i, LingerPool pool, SocketChannel channel, CloseBudget budget) {
            at[i] = System.nanoTime();
            stages[i] = pool.close(channel, budget).toCompletableFuture();
        }

        CloseReport report(int i) throws Exception {
            return (CloseReport) stages[i].get(120, TimeUnit.SECONDS);
        }
    }

    private ManyLingering(int count, int bad, int sliceMillis, int quietSeconds) {
        this.bad = bad;
        this.quietSeconds = quietSeconds;
        this.count = count;
        this.sliceMillis = sliceMillis;
        honest = new Handed(count);
    }

    /// Runs the benchmark.
    ///
    /// @param args how many linger, 20,000 when missing; the seconds for which they are quiet, 10 when missing
    /// @throws Exception if a connection fails
    public static void main(String[] args) throws Exception {
        int wanted = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int possible = wanted;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            possible =
                    (int) Math.min(wanted, unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - 60);
        }
        if (possible < wanted) {
            System.out.printf("descriptors suffice for %,d of %,d lingering connections%n", possible, wanted);
        }
        int quietSeconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int bad = Math.min(MOST_BAD, possible / 30 * 3);
        // Some 10,000 slices a second in all.
        int sliceMillis = Math.max(200, possible / 10);
        // The first one warms up.
        new ManyLingering(Math.min(possible, 1_000), 0, 200, 0).honestOnly(false);
        new ManyLingering(possible, 0, sliceMillis, quietSeconds).honestOnly(true);
        new ManyLingering(possible - bad, bad, sliceMillis, 0).amongBadOnes();
    }

    private void honestOnly(boolean prints) throws Exception {
        try (LingerPool pool = newPool();
                ServerSocketChannel listener = listen();
                PeerProcess peers = new PeerProcess();
                PeerProcess more = new PeerProcess()) {
            SocketChannel[] channels = connect(listener, peers, count / 2, more, count - count / 2);
            long withoutPool = usedHeap();
            for (int i = 0; i < count; i++) {
                honest.hand(i, pool, channels[i], PATIENT);
            }
            TimeUnit.SECONDS.sleep(2);
            long withPool = usedHeap();
            if (prints) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d linger: %d B of heap each%n",
                        pool.lingering(),
                        (withPool - withoutPool) / count);
                measureQuiet();
            }
            long start = upload(peers, more);
            Tally tally =
                    tally(honest, 0, count, start, CloseOutcome.PEER_CLOSED, (long) SLICES * ManyPeers.SLICE_BYTES);
            if (prints) {
                System.out.println("honest ones alone:   " + tally);
            }
            more.awaitDone();
            peers.awaitDone();
        }
    }

    private void amongBadOnes() throws Exception {
        Handed badOnes = new Handed(bad);
        try (LingerPool pool = newPool();
                ServerSocketChannel listener = listen();
                PeerProcess peers = new PeerProcess();
                PeerProcess more = new PeerProcess();
                PeerProcess evil = new PeerProcess()) {
            SocketChannel[] channels = connect(listener, peers, count / 2, more, count - count / 2);
            SocketChannel[] badChannels = connect(listener, evil, bad, more, 0);
            TimeUnit.SECONDS.sleep(2);
            for (int i = 0; i < count; i++) {
                honest.hand(i, pool, channels[i], PATIENT);
            }
            for (int i = 0; i < bad; i++) {
                badOnes.hand(i, pool, badChannels[i], FOR_BAD);
            }
            evil.tell("misbehave 10000");
            long start = upload(peers, more);
            System.out.println("honest ones among " + bad + ": "
                    + tally(honest, 0, count, start, CloseOutcome.PEER_CLOSED, (long) SLICES * ManyPeers.SLICE_BYTES));
            int third = bad / 3;
            System.out.println(
                    "  flooders:  " + tally(badOnes, 0, third, start, CloseOutcome.BYTES_LIMIT, FLOODED_BYTES + 1));
            System.out.println("  dribblers: " + tally(badOnes, third, 2 * third, start, CloseOutcome.TOTAL_LIMIT, -1));
            System.out.println("  silent:    " + tally(badOnes, 2 * third, bad, start, CloseOutcome.IDLE_LIMIT, 0));
            more.awaitDone();
            peers.awaitDone();
        }
    }

    private long upload(PeerProcess peers, PeerProcess more) {
        peers.tell("upload " + SLICES + " " + sliceMillis);
        more.tell("upload " + SLICES + " " + sliceMillis);
        return System.nanoTime();
    }

    private static LingerPool newPool() {
        return LingerPool.builder().maxLingering(100_000).build();
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    }

    private static SocketChannel[] connect(
            ServerSocketChannel listener, PeerProcess peers, int count, PeerProcess more, int moreCount)
            throws IOException {
        int port = listener.socket().getLocalPort();
        peers.tell("connect " + port + " " + count + " 1");
        more.tell("connect " + port + " " + moreCount + " 101");
        SocketChannel[] channels = new SocketChannel[count + moreCount];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = listener.accept();
            channels[i].configureBlocking(false);
        }
        peers.awaitDone();
        more.awaitDone();
        return channels;
    }

    private static long usedHeap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private void measureQuiet() throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long threadBefore = lingerThreadNanos();
        long before = system.getProcessCpuTime();
        TimeUnit.SECONDS.sleep(quietSeconds);
        System.out.printf(
                Locale.ROOT,
                "quiet for %d s: the pool's thread takes %.2f%% of a core, the process %.2f%%%n",
                quietSeconds,
                (lingerThreadNanos() - threadBefore) / 1e7 / quietSeconds,
                (system.getProcessCpuTime() - before) / 1e7 / quietSeconds);
    }

    private static long lingerThreadNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo info : threads.dumpAllThreads(false, false, 0)) {
            if (info.getThreadName().equals("finwait-linger")) {
                nanos += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return nanos;
    }

    private record Tally(Map<CloseOutcome, Integer> outcomes, int wrong, Samples endNanos) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s, wrong reports %d, ended after median %.1f ms, p99 %.1f ms, max %.1f ms",
                    outcomes,
                    wrong,
                    endNanos.median() / 1e6,
                    endNanos.at(0.99) / 1e6,
                    endNanos.at(1) / 1e6);
        }
    }

    /// @param start when the peers began
    /// @param drained what each must have drained; -1 for something between
    private static Tally tally(Handed handed, int from, int to, long start, CloseOutcome expected, long drained)
            throws Exception {
        Map<CloseOutcome, Integer> outcomes = new EnumMap<>(CloseOutcome.class);
        long[] end = new long[to - from];
        int wrong = 0;
        for (int i = from; i < to; i++) {
            CloseReport report = handed.report(i);
            outcomes.merge(report.outcome(), 1, Integer::sum);
            boolean right = drained < 0 ? report.bytesDrained() > 0 : report.bytesDrained() == drained;
            wrong += right && report.outcome() == expected ? 0 : 1;
            end[i - from] = handed.at[i] + report.elapsed().toNanos() - start;
        }
        return new Tally(outcomes, wrong, new Samples(end));
    }
}
