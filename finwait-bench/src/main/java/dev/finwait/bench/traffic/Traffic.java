package dev.finwait.bench.traffic;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes the exchanges of a plan happen, many at a time. Used by one thread.
final class Traffic {
    private static final int LONGEST_SECONDS = 90;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Network network;
    private final int atOnce;
    private final Semaphore room;
    private final PrintStream progress;

    /// Exchanges that did not end as intended. Protected by this.
    private final Map<Ending, Integer> failures = new EnumMap<>(Ending.class);

    Traffic(Network network, int atOnce, PrintStream progress) {
        this.network = network;
        this.atOnce = atOnce;
        this.room = new Semaphore(atOnce);
        this.progress = progress;
    }

    /// Runs all exchanges.
    ///
    /// @param plan what is to happen
    /// @return how many did not end as intended, by ending
    Map<Ending, Integer> run(Plan plan) throws InterruptedException {
        long start = System.nanoTime();
        long nextWord = start + PROGRESS_NANOS;
        try (ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            clock.setRemoveOnCancelPolicy(true);
            for (int number = 0; number < plan.connections(); number++) {
                room.acquire();
                Exchange exchange = plan.exchange(number);
                threads.execute(() -> one(exchange, clock));
                if (System.nanoTime() - nextWord >= 0) {
                    nextWord += PROGRESS_NANOS;
                    progress.println(number + " of " + plan.connections() + " exchanges begun after "
                            + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
                }
            }
            room.acquire(atOnce);
        }
        return failures;
    }

    private void one(Exchange exchange, ScheduledExecutorService clock) {
        // An interrupt closes the channel that the thread waits for.
        Future<?> limit = clock.schedule(Thread.currentThread()::interrupt, LONGEST_SECONDS, TimeUnit.SECONDS);
        try {
            exchange.ending().stage(network, exchange);
        } catch (IOException | InterruptedException e) {
            failed(exchange, e);
        } finally {
            limit.cancel(false);
            room.release();
        }
    }

    private synchronized void failed(Exchange exchange, Exception e) {
        if (failures.isEmpty()) {
            progress.println(
                    "the first that failed: " + exchange.ending().id() + " from " + exchange.client() + ": " + e);
        }
        failures.merge(exchange.ending(), 1, Integer::sum);
    }
}
