package dev.finwait.bench.early;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Repeats one exchange, some at a time.
final class Trials {
    /// A cell whose exchanges all wait for each other would take for ever; this many tell enough.
    private static final int MOST_WAITS = 12;

    private Trials() {}

    /// Runs an exchange `runs` times, or fewer when [#MOST_WAITS] of them were mutual waits.
    static Tally run(int runs, int atOnce, Callable<Ending> exchange) throws InterruptedException {
        AtomicInteger waits = new AtomicInteger();
        Semaphore places = new Semaphore(atOnce);
        List<Future<Ending>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < runs && waits.get() < MOST_WAITS; i++) {
                places.acquire();
                futures.add(threads.submit(() -> {
                    try {
                        return noting(waits, exchange.call());
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        return Tally.of(endings(futures));
    }

    private static Ending noting(AtomicInteger waits, Ending ending) {
        if (ending.kind() == Ending.Kind.MUTUAL_WAIT) {
            waits.incrementAndGet();
        }
        return ending;
    }

    private static List<Ending> endings(List<Future<Ending>> futures) throws InterruptedException {
        List<Ending> endings = new ArrayList<>();
        for (Future<Ending> future : futures) {
            try {
                endings.add(future.get());
            } catch (ExecutionException e) {
                endings.add(new Ending(Ending.Kind.OTHER, false));
            }
        }
        return endings;
    }
}
