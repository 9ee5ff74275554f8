package dev.finwait.close;

import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes sockets without channel: each in a virtual thread where the JVM has them, else in one of a few
/// threads, for which they may have to wait.
final class SocketLane {
    private static final String THREAD_NAME = "finwait-linger-socket";
    private static final int PLATFORM_THREADS = 32;
    private static final long IDLE_EXIT_SECONDS = 5;

    private final int cap;
    private final Executor threads;
    private final Set<LingeringSocket> lingering = new LinkedHashSet<>(); // guarded by itself; the oldest first

    SocketLane(int cap) {
        this.cap = cap;
        threads = executor(Daemons.virtualThreads(THREAD_NAME));
    }

    private static Executor executor(@Nullable ThreadFactory virtual) {
        if (virtual != null) {
            return work -> virtual.newThread(work).start();
        }
        ThreadPoolExecutor few = new ThreadPoolExecutor(
                PLATFORM_THREADS,
                PLATFORM_THREADS,
                IDLE_EXIT_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Daemons.thread(THREAD_NAME, work));
        few.allowCoreThreadTimeOut(true);
        return few;
    }

    CompletionStage<CloseReport> close(Socket socket, CloseBudget budget) {
        LingeringSocket added = new LingeringSocket(socket, budget, this::remove);
        synchronized (lingering) {
            lingering.add(added);
            if (lingering.size() > cap) {
                LingeringSocket oldest = lingering.iterator().next();
                lingering.remove(oldest);
                oldest.evict();
            }
        }
        added.halfClose();
        threads.execute(added);
        return added.future;
    }

    private void remove(LingeringSocket done) {
        synchronized (lingering) {
            lingering.remove(done);
            if (lingering.isEmpty()) {
                lingering.notifyAll();
            }
        }
    }

    int lingering() {
        synchronized (lingering) {
            return lingering.size();
        }
    }

    /// Waits for those that linger, and evicts what is left when the time is over.
    ///
    /// @param end on the clock of [System#nanoTime()]
    /// @throws InterruptedException if the thread is interrupted; all are evicted then too
    void end(long end) throws InterruptedException {
        try {
            synchronized (lingering) {
                long left = end - System.nanoTime();
                while (!lingering.isEmpty() && left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(lingering, Math.max(left, 1_000_000));
                    left = end - System.nanoTime();
                }
            }
        } finally {
            List<LingeringSocket> left;
            synchronized (lingering) {
                left = new ArrayList<>(lingering);
            }
            left.forEach(LingeringSocket::evict);
        }
    }
}
