package dev.finwait.cli.watch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run end in order when the user presses Ctrl-C or a service manager sends SIGTERM: the JVM
/// then waits until the run has printed its summary and cleaned up.
final class Interruption implements AutoCloseable {
    /// Longer than any clean-up takes, shorter than a service manager's patience.
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "finwait-watch-end");
    private volatile boolean wanted;

    private Interruption() {}

    static Interruption install() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// Whether the run should end now.
    boolean isWanted() {
        return wanted;
    }

    private void interrupt() {
        wanted = true;
        try {
            boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert inTime : "the watch did not end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The run has ended.
    @Override
    public void close() {
        ended.countDown();
        if (!wanted) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignore) {
            // The JVM has just begun to end: the hook finds that the run is over.
        }
    }
}
