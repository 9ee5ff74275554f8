package dev.finwait.server;

/// A shutdown hook of the JVM that can be taken off.
///
/// Thread-safe.
public final class ExitHook implements AutoCloseable {
    private final Thread thread;

    private ExitHook(Thread thread) {
        this.thread = thread;
    }

    static ExitHook add(Runnable work) {
        Thread thread = new Thread(work, "finwait-exit");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ExitHook(thread);
    }

    /// Takes the hook off; does nothing when that is done or the JVM is ending already.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            // It runs now.
        }
    }
}
