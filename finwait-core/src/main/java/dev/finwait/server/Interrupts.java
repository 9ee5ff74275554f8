package dev.finwait.server;

/// Waiting that an interrupt does not end, but is remembered.
final class Interrupts {
    private Interrupts() {}

    static void run(Waiting waiting) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                waiting.await();
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    interface Waiting {
        void await() throws InterruptedException;
    }
}
