package dev.finwait.close;

import java.net.Socket;
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

    private final Executor threads;
    private final Roster lingering;

    SocketLane(int cap) {
        lingering = new Roster(cap);
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
        LingeringSocket added = new LingeringSocket(socket, null, budget, lingering::remove);
        start(added);
        return added.report();
    }

    CompletionStage<SendReport> sendAndClose(Socket socket, LastBytes last, CloseBudget budget) {
        LingeringSocket added = new LingeringSocket(socket, last, budget, lingering::remove);
        // Asked for first, so that the thread that closes also makes this report.
        CompletionStage<SendReport> report = added.sendReport();
        start(added);
        return report;
    }

    private void start(LingeringSocket added) {
        lingering.add(added);
        added.halfClose();
        threads.execute(added);
    }

    Roster lingering() {
        return lingering;
    }
}
