package dev.finwait.close;

import java.io.IOException;
import java.util.function.Consumer;

/// Switches channels to non-blocking mode, which waits while another thread is blocked in a read.
///
/// An application that has such readers is likely to have more of them. So when one has held the loop up, each
/// channel gets a thread of its own for the switch for a while.
final class NonBlockingMode {
    enum Result {
        /// The switch is done, or the channel is closed.
        DONE,

        /// The lingerer will come back.
        LATER,

        /// Another thread runs the loop now.
        REPLACED
    }

    private static final long APART_NANOS = 60_000_000_000L;

    private final StandIn standIn;
    private final Consumer<Lingerer> comeBack;
    private boolean switching;
    private long apartUntil = System.nanoTime();

    /// @param standIn keeps the loop going
    /// @param comeBack takes lingerers back, from any thread
    NonBlockingMode(StandIn standIn, Consumer<Lingerer> comeBack) {
        this.standIn = standIn;
        this.comeBack = comeBack;
    }

    Result enter(Lingerer lingerer) {
        if (System.nanoTime() - apartUntil < 0) {
            Daemons.thread("finwait-linger-switch", () -> switchAndReturn(lingerer))
                    .start();
            return Result.LATER;
        }
        switching = true;
        if (!standIn.call(() -> makeNonBlocking(lingerer))) {
            comeBack.accept(lingerer);
            return Result.REPLACED;
        }
        switching = false;
        return Result.DONE;
    }

    /// Takes note that another thread runs the loop now.
    void replaced() {
        if (switching) {
            apartUntil = System.nanoTime() + APART_NANOS;
        }
        switching = false;
    }

    private void switchAndReturn(Lingerer lingerer) {
        makeNonBlocking(lingerer);
        comeBack.accept(lingerer);
    }

    private static void makeNonBlocking(Lingerer lingerer) {
        try {
            lingerer.channel.configureBlocking(false);
        } catch (IOException e) {
            // Closed meanwhile, as the next look will tell.
        }
    }
}
