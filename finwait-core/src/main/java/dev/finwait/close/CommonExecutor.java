package dev.finwait.close;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs what applications hang on reports, unless they name an executor.
final class CommonExecutor {
    private static final long IDLE_EXIT_SECONDS = 5;

    private CommonExecutor() {}

    /// Gives the common pool, or one thread where that has none of its own: it would never run anything then.
    static Executor get() {
        if (ForkJoinPool.getCommonPoolParallelism() > 0) {
            return ForkJoinPool.commonPool();
        }
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                IDLE_EXIT_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Daemons.thread("finwait-linger-report", work));
        one.allowCoreThreadTimeOut(true);
        return one;
    }
}
