package dev.finwait.bench.kernel;

import com.sun.management.OperatingSystemMXBean;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.kernel.KernelWatch;
import dev.finwait.kernel.WatchListener;
import dev.finwait.kernel.WatchOptions;
import dev.finwait.kernel.WatchStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What a watch costs at rest and in a storm of resets, and whether it sees them all. Needs root.
///
///     java -cp finwait-bench.jar dev.finwait.bench.kernel.WatchCost [KIND [RATE [SECONDS]]]
///
/// KIND is `refused` (default) or `aborted`, as [ResetStorm] makes them. The processor time is that
/// of the whole process that watches: its thread, garbage collection, and compilation.
public final class WatchCost implements WatchListener {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong ofStorm = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();

    private WatchCost() {}

    /// Runs the measurement.
    ///
    /// @param args kind, connections a second, seconds; refused, 20,000 and 20 when missing
    /// @throws Exception if the watch cannot be opened
    public static void main(String[] args) throws Exception {
        String kind = args.length > 0 ? args[0] : "refused";
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        WatchCost cost = new WatchCost();
        try (KernelWatch watch = KernelWatch.open(WatchOptions.DEFAULT, cost)) {
            TimeUnit.SECONDS.sleep(2);
            cost.storm(kind, rate, 3);
            TimeUnit.SECONDS.sleep(2);
            cost.rest(watch);
            cost.ofStorm.set(0);
            cost.slowestNanos.set(0);
            cost.measure(watch, kind, rate, seconds);
        }
    }

    private void rest(KernelWatch watch) throws InterruptedException {
        WatchStatistics before = watch.statistics();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(10);
        double share = (SYSTEM.getProcessCpuTime() - cpu) / (double) (System.nanoTime() - start);
        System.out.printf(
                Locale.ROOT,
                "at rest: %.2f %% of a core (%d events of others in 10 s)%n",
                100 * share,
                watch.statistics().events() - before.events());
    }

    private void measure(KernelWatch watch, String kind, int rate, int seconds) throws Exception {
        WatchStatistics before = watch.statistics();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        ThreadTimes threads = ThreadTimes.now();
        long made = storm(kind, rate, seconds);
        double elapsed = (System.nanoTime() - start) / 1e9;
        double share = (SYSTEM.getProcessCpuTime() - cpu) / 1e9 / elapsed;
        threads = ThreadTimes.now().since(threads);
        TimeUnit.MILLISECONDS.sleep(1500);
        WatchStatistics after = watch.statistics();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                Locale.ROOT,
                "%s: %d made in %d s (%d/s), %d told, %d events read (%.0f/s), %d lost, %.1f %% of a core,"
                        + " slowest verdict after %d ms, %d MB live heap; for each reset %.1f us of the watch, %.1f of"
                        + " the compilers, %.1f of the rest%n",
                kind,
                made,
                seconds,
                made / seconds,
                ofStorm.get(),
                after.events() - before.events(),
                (after.events() - before.events()) / elapsed,
                after.lost() - before.lost(),
                100 * share,
                slowestNanos.get() / 1_000_000,
                heap >> 20,
                ThreadTimes.each(threads.watch(), made),
                ThreadTimes.each(threads.compilers(), made),
                ThreadTimes.each(threads.rest(), made));
    }

    private long storm(String kind, int rate, int seconds) throws IOException {
        Process storm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResetStorm.class.getName(),
                        kind,
                        Integer.toString(rate),
                        Integer.toString(seconds)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(storm.getInputStream(), StandardCharsets.UTF_8))) {
            return Long.parseLong(String.valueOf(said.readLine()));
        } catch (NumberFormatException e) {
            throw new IOException("the storm did not say how many connections it reset", e);
        }
    }

    @Override
    public void reset(ConnectionFacts facts) {
        byte[] server = facts.server().address().getAddress();
        byte[] client = facts.client().address().getAddress();
        boolean ours = server[0] == 127 && (server[1] != 0 || client[1] != 0);
        if (ours) {
            Instant now = Instant.now();
            long took = now.getEpochSecond() * 1_000_000_000L
                    + now.getNano()
                    - facts.resetAt().nanos();
            ofStorm.incrementAndGet();
            slowestNanos.accumulateAndGet(took, Math::max);
        }
    }

    @Override
    public void lost(long events) {
        System.out.println(events + " events lost");
    }

    @Override
    public void note(String note) {
        System.out.println(note);
    }

    @Override
    public void failed(IOException why) {
        System.out.println(why.getMessage());
    }
}
