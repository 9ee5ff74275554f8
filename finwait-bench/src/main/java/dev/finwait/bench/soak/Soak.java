package dev.finwait.bench.soak;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.LingerPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/// Closes connections, a million by default, through every door of the library and towards peers of every kind, and
/// prints
/// what the process holds after each tenth. Ends with status 1 if that grew.
///
/// Clients use many addresses of 127.0.0.0/8, so that ports in TIME-WAIT are not used up.
public final class Soak {
    private static final int WORKERS = 4;
    private static final List<Ending> COMMON = List.of(Ending.FOLLOWS, Ending.LEADS, Ending.RESETS);
    private static final CloseBudget BUDGET =
            new CloseBudget(Duration.ofSeconds(20), Duration.ofMillis(20), 1 << 20).withIdle(Duration.ofMillis(20));
    private static final CloseBudget PATIENT = BUDGET.withIdle(Duration.ofSeconds(20));

    private final LingerPool pool = LingerPool.builder().budget(PATIENT).build();
    private final Map<CloseOutcome, LongAdder> outcomes = new ConcurrentHashMap<>();

    Soak() {}

    /// Runs the soak.
    ///
    /// @param args how many closes
    /// @throws Exception if a worker failed
    public static void main(String[] args) throws Exception {
        int closes = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        System.exit(new Soak().run(closes).steady() ? 0 : 1);
    }

    /// How a soak came out.
    ///
    /// @param outcomes how many closes ended how
    /// @param steady whether the process holds no more than after the first tenth
    record Outcome(Map<CloseOutcome, Long> outcomes, boolean steady) {}

    Outcome run(int closes) throws Exception {
        long start = System.nanoTime();
        int tenth = closes / 10;
        Footprint first = null;
        Footprint last = null;
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int part = 1; part <= 10; part++) {
                List<Callable<Void>> work = new ArrayList<>();
                for (int worker = 0; worker < WORKERS; worker++) {
                    int seed = part * WORKERS + worker;
                    work.add(() -> close(tenth / WORKERS, seed));
                }
                for (Future<Void> done : workers.invokeAll(work)) {
                    done.get();
                }
                last = Footprint.now();
                first = first == null ? last : first;
                System.out.printf(
                        "%9d closes %7.1f s  %s%n", (long) part * tenth, (System.nanoTime() - start) / 1e9, last);
            }
        }
        pool.close();
        Map<CloseOutcome, Long> counts = new EnumMap<>(CloseOutcome.class);
        outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        System.out.println(counts);
        boolean steady = last != null && first != null && last.noMoreThan(first);
        System.out.println(steady ? "nothing grew since the first tenth" : "GREW since the first tenth: " + first);
        return new Outcome(counts, steady);
    }

    private Void close(int closes, int seed) throws IOException {
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            for (int i = 0; i < closes; i++) {
                Ending ending = i % 100 == 99 ? Ending.SILENT : COMMON.get(i % COMMON.size());
                one(listener, ending, source(seed, i), i / 3 % 3);
            }
        }
        return null;
    }

    private static InetSocketAddress source(int seed, int i) {
        byte[] octets = {127, (byte) (1 + seed % 200), (byte) (i >> 8), (byte) (1 + (i & 0x7f))};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), 0);
        } catch (IOException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    private void one(ServerSocketChannel listener, Ending ending, InetSocketAddress source, int door)
            throws IOException {
        try (SocketChannel peer = SocketChannel.open()) {
            peer.bind(source).connect(listener.getLocalAddress());
            SocketChannel accepted = listener.accept();
            ending.before(peer);
            if (!ending.endsByItself()) {
                CompletionStage<CloseReport> pending = pool.close(accepted, PATIENT);
                ending.after(peer);
                count(pending.toCompletableFuture().join());
                return;
            }
            count(
                    switch (door) {
                        case 0 ->
                            pool.close(accepted, BUDGET).toCompletableFuture().join();
                        case 1 -> GracefulClose.close(accepted, BUDGET);
                        default -> GracefulClose.close(accepted.socket(), BUDGET);
                    });
            ending.after(peer);
        }
    }

    private void count(CloseReport report) {
        outcomes.computeIfAbsent(report.outcome(), outcome -> new LongAdder()).increment();
    }
}
