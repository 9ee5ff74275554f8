package dev.finwait.bench.held;

import dev.finwait.close.CloseReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Measures how long a graceful close holds a connection whose peer behaves well, against two round-trip times and
/// 5 ms. The round-trip time is what the kernel of the closing side says.
///
///     java ... dev.finwait.bench.held.HeldTimes loopback CONNECTIONS
///     java ... dev.finwait.bench.held.HeldTimes serve ADDRESS PORT CONNECTIONS
///     java ... dev.finwait.bench.held.HeldTimes ask ADDRESS PORT CONNECTIONS
///
/// It serves on three ports one after the other, beginning with PORT.
public final class HeldTimes {
    /// Connections served first and not counted: the very first loads classes.
    private static final int WARM_UP = 20;

    private static final int ATTEMPTS = 600;
    private static final long PAUSE_MILLIS = 100;
    private static final long ALLOWED_NANOS = 5_000_000;

    private HeldTimes() {}

    /// Runs one side, or both.
    ///
    /// @param args as above
    /// @throws Exception if a connection fails
    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[args.length - 1]);
        if (args[0].equals("loopback")) {
            loopback(connections);
            return;
        }
        InetSocketAddress first = new InetSocketAddress(InetAddress.getByName(args[1]), Integer.parseInt(args[2]));
        int port = first.getPort();
        for (Closer closer : Closer.values()) {
            InetSocketAddress address = new InetSocketAddress(first.getAddress(), port++);
            if (args[0].equals("serve")) {
                try (ServerSocket listener = closer.listen(address)) {
                    System.out.println(serve(closer, listener, connections));
                }
            } else {
                askFirst(address);
                askAll(address, WARM_UP + connections - 1);
            }
        }
    }

    static List<String> loopback(int connections) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Closer closer : Closer.values()) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (ServerSocket listener = closer.listen(any)) {
                InetSocketAddress bound = (InetSocketAddress) listener.getLocalSocketAddress();
                Thread peers = Thread.startVirtualThread(() -> askAll(bound, WARM_UP + connections));
                lines.add(serve(closer, listener, connections));
                peers.join();
            }
        }
        lines.forEach(System.out::println);
        return lines;
    }

    /// The server may not have been started yet, or be busy with another port.
    private static void askFirst(InetSocketAddress address) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Peer.ask(address);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("no server at " + address, e);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static void askAll(InetSocketAddress address, int connections) {
        try {
            for (int i = 0; i < connections; i++) {
                Peer.ask(address);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serve(Closer closer, ServerSocket listener, int connections) throws IOException {
        long[] held = new long[connections];
        List<Duration> rtts = new ArrayList<>();
        int orderly = 0;
        for (int i = 0; i < WARM_UP; i++) {
            closer.serve(listener);
        }
        for (int i = 0; i < connections; i++) {
            CloseReport report = closer.serve(listener);
            held[i] = report.elapsed().toNanos();
            report.rtt().ifPresent(rtts::add);
            orderly += report.outcome().isOrderly() ? 1 : 0;
        }
        return summary(closer, held, rtts, orderly);
    }

    private static String summary(Closer closer, long[] held, List<Duration> rtts, int orderly) {
        Arrays.sort(held);
        rtts.sort(null);
        long rtt = rtts.isEmpty() ? 0 : rtts.get(rtts.size() / 2).toNanos();
        long within = Arrays.stream(held)
                .filter(nanos -> nanos <= 2 * rtt + ALLOWED_NANOS)
                .count();
        return String.format(
                Locale.ROOT,
                "%-8s %d of %d orderly; rtt %s; held median %.3f ms, p99 %.3f, max %.3f; "
                        + "within 2 rtt + 5 ms %.1f %%",
                closer,
                orderly,
                held.length,
                rtts.isEmpty() ? "not asked" : String.format(Locale.ROOT, "%.3f ms", rtt / 1e6),
                held[held.length / 2] / 1e6,
                held[(int) (held.length * 0.99)] / 1e6,
                held[held.length - 1] / 1e6,
                100.0 * within / held.length);
    }
}
