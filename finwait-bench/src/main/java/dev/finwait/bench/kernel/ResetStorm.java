package dev.finwait.bench.kernel;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/// Resets connections on loopback at a steady rate, each between other addresses.
///
///     java -cp … dev.finwait.bench.kernel.ResetStorm refused|aborted RATE SECONDS
///
/// `refused` connects to a port without a listener; `aborted` connects, accepts, and closes with
/// linger zero. Prints how many connections were reset.
public final class ResetStorm {
    private static final int BURSTS_A_SECOND = 200;

    private ResetStorm() {}

    /// Runs the storm.
    ///
    /// @param args kind, connections a second, seconds
    /// @throws IOException if a connection ends in another way
    public static void main(String[] args) throws IOException {
        int rate = Integer.parseInt(args[1]);
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
        try (Connections connections = Connections.of(args[0])) {
            Pace pace = new Pace(rate);
            while (System.nanoTime() < end) {
                for (long due = pace.due(); due > 0; due--) {
                    connections.next();
                }
            }
            System.out.println(connections.count());
        }
    }

    /// Says how many are due so that a rate is held.
    private static final class Pace {
        private final int rate;
        private final long start = System.nanoTime();
        private long given;

        Pace(int rate) {
            this.rate = rate;
        }

        long due() {
            long total = (System.nanoTime() - start) / 1_000 * rate / 1_000_000;
            if (total == given) {
                LockSupport.parkNanos(1_000_000_000L / BURSTS_A_SECOND);
                total = (System.nanoTime() - start) / 1_000 * rate / 1_000_000;
            }
            long due = total - given;
            given = total;
            return due;
        }
    }
}
