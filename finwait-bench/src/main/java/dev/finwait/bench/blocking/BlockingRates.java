package dev.finwait.bench.blocking;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections per second of a server with a thread for each connection, when its well-behaved clients are closed
/// plainly
/// and gracefully, in turn. Request and answer are 100 and 200 bytes; the client reads to the end and closes.
///
///     java --enable-native-access=ALL-UNNAMED -cp finwait-bench/target/finwait-bench.jar \
///         dev.finwait.bench.blocking.BlockingRates [ROUNDS [CONNECTIONS]]
public final class BlockingRates {
    private static final int THREADS = 8;
    private static final int WARM_UP = 3;

    private BlockingRates() {}

    /// Runs the benchmark.
    ///
    /// @param args rounds, connections of a round; 10 and 8,000 when missing
    /// @throws Exception if a connection fails
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 8_000;
        System.out.printf("%-14s %10s %12s %7s %20s%n", "", "plain/s", "graceful/s", "ratio", "ratios of the rounds");
        try (ExecutorService threads = Executors.newCachedThreadPool();
                Server sockets = Server.OfSockets.open();
                Server channels = Server.OfChannels.open()) {
            compare("Socket", sockets, threads, rounds, connections);
            compare("SocketChannel", channels, threads, rounds, connections);
        }
    }

    private static void compare(String name, Server server, ExecutorService threads, int rounds, int connections)
            throws Exception {
        double[] plainRates = new double[rounds];
        double[] gracefulRates = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            boolean plainFirst = i % 2 == 0;
            double first = rate(server, threads, connections, !plainFirst);
            double second = rate(server, threads, connections, plainFirst);
            if (i >= 0) {
                plainRates[i] = plainFirst ? first : second;
                gracefulRates[i] = plainFirst ? second : first;
                ratios[i] = gracefulRates[i] / plainRates[i];
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-14s %10.0f %12.0f %7.3f %20s%n",
                name,
                median(plainRates),
                median(gracefulRates),
                ratios[rounds / 2],
                String.format(Locale.ROOT, "%.3f to %.3f", ratios[0], ratios[rounds - 1]));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// Serves that many connections and tells how many a second. Fails if an answer does not arrive as it should.
    static double rate(Server server, ExecutorService threads, int connections, boolean graceful) throws Exception {
        AtomicInteger toServe = new AtomicInteger(connections);
        AtomicInteger toAsk = new AtomicInteger(connections);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            work.add(() -> {
                while (toServe.getAndDecrement() > 0) {
                    server.serveOne(graceful);
                }
                return null;
            });
            work.add(() -> {
                while (toAsk.getAndDecrement() > 0) {
                    ask(server.port());
                }
                return null;
            });
        }
        long start = System.nanoTime();
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        return connections / ((System.nanoTime() - start) / 1e9);
    }

    private static void ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(new byte[Server.REQUEST]);
            if (socket.getInputStream().readAllBytes().length != Server.ANSWER) {
                throw new IOException("the answer did not arrive as it should");
            }
        }
    }
}
