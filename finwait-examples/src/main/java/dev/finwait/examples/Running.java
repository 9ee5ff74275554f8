package dev.finwait.examples;

import java.util.concurrent.CountDownLatch;

/// Keeps a server up until SIGTERM or Ctrl-C and then ends it in order.
public final class Running {
    private Running() {}

    /// Says the port, waits until this process is told to end, and closes the server then.
    ///
    /// @param server what runs; its `close` waits until the last connection has ended, within a limit of its own
    /// @param port where it listens
    /// @param log takes the lines
    /// @throws InterruptedException if the waiting thread is interrupted; the server is left running
    public static void untilTerminated(AutoCloseable server, int port, Log log) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        // The process lives until its hooks have run, whatever its other threads do.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            log.line("stopping");
            end(server, log);
            ended.countDown();
        }));
        log.line("listening on port " + port);
        ended.await();
    }

    private static void end(AutoCloseable server, Log log) {
        try {
            server.close();
            log.line("stopped");
        } catch (Exception e) {
            log.line("stopping failed: " + e);
        }
    }
}
