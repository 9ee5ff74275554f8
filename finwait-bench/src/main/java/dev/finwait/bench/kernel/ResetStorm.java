package dev.finwait.bench.kernel;

import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
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
        System.out.println(args[0].equals("refused") ? refuse(rate, end, unusedPort()) : abort(rate, end));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return port.getLocalPort();
        }
    }

    private static long refuse(int rate, long end, int port) throws IOException {
        Pace pace = new Pace(rate);
        long count = 0;
        while (System.nanoTime() < end) {
            for (long due = pace.due(); due > 0; due--) {
                try (RawSocket client = RawSocket.tcp4()) {
                    client.connect(new InetSocketAddress(host(count), port));
                    count++;
                }
            }
        }
        return count;
    }

    private static long abort(int rate, long end) throws IOException {
        Pace pace = new Pace(rate);
        long count = 0;
        try (RawSocket listener = RawSocket.tcp4()) {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0))
                    .orThrow();
            listener.listen(16).orThrow();
            int port = listener.localAddress().getPort();
            while (System.nanoTime() < end) {
                for (long due = pace.due(); due > 0; due--) {
                    abort(listener, new InetSocketAddress(host(count), port));
                    count++;
                }
            }
        }
        return count;
    }

    private static void abort(RawSocket listener, InetSocketAddress address) throws ErrnoException {
        try (RawSocket client = RawSocket.tcp4()) {
            client.connect(address).orThrow();
            RawSocket server = listener.accept().orThrow();
            server.setLinger(true, 0);
            server.close();
        }
    }

    private static InetAddress host(long count) throws UnknownHostException {
        return InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + count / 65_536 % 250), (byte) (count >> 8), (byte) count});
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
