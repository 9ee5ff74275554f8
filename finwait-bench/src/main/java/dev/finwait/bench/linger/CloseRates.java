package dev.finwait.bench.linger;

import dev.finwait.close.LingerPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Connections per second when well-behaved peers are closed plainly and by the pool, and how long the caller
/// of each is kept. Request and answer are 100 and 200 bytes; the client reads to the end and closes.
///
///     java -cp finwait-bench/target/finwait-bench.jar dev.finwait.bench.linger.CloseRates [ROUNDS [CONNECTIONS]]
public final class CloseRates {
    private static final int CLIENTS = 4;
    private static final int WARM_UP = 3;

    private enum Way {
        PLAIN,
        POOL
    }

    private record Phase(double perSecond, Samples callNanos) {}

    private final LingerPool pool = LingerPool.create();
    private final boolean blocking;

    private CloseRates(boolean blocking) {
        this.blocking = blocking;
    }

    /// Runs the benchmark.
    ///
    /// @param args rounds, connections of a round; 10 and 4,000 when missing
    /// @throws Exception if a connection fails
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 4_000;
        System.out.printf(
                "%-13s %10s %10s %7s %28s %28s%n", "channels", "plain/s", "pool/s", "ratio", "close us", "pool us");
        new CloseRates(false).compare(rounds, connections);
        new CloseRates(true).compare(rounds, connections);
    }

    private void compare(int rounds, int connections) throws Exception {
        List<Phase> plain = new ArrayList<>();
        List<Phase> pooled = new ArrayList<>();
        for (int i = -WARM_UP; i < rounds; i++) {
            boolean plainFirst = i % 2 == 0;
            Phase first = run(plainFirst ? Way.PLAIN : Way.POOL, connections);
            Phase second = run(plainFirst ? Way.POOL : Way.PLAIN, connections);
            if (i >= 0) {
                plain.add(plainFirst ? first : second);
                pooled.add(plainFirst ? second : first);
            }
        }
        pool.close();
        double plainRate = median(plain.stream().mapToDouble(Phase::perSecond).toArray());
        double poolRate = median(pooled.stream().mapToDouble(Phase::perSecond).toArray());
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = pooled.get(i).perSecond() / plain.get(i).perSecond();
        }
        System.out.printf(
                Locale.ROOT,
                "%-13s %10.0f %10.0f %7.3f %28s %28s%n",
                blocking ? "blocking" : "non-blocking",
                plainRate,
                poolRate,
                median(ratios),
                calls(plain),
                calls(pooled));
    }

    private static String calls(List<Phase> phases) {
        double median = median(
                phases.stream().mapToDouble(phase -> phase.callNanos().median()).toArray());
        double p99 = median(
                phases.stream().mapToDouble(phase -> phase.callNanos().at(0.99)).toArray());
        return String.format(Locale.ROOT, "median %.1f, p99 %.1f", median / 1e3, p99 / 1e3);
    }

    private static double median(double[] values) {
        java.util.Arrays.sort(values);
        return values[values.length / 2];
    }

    private Phase run(Way way, int connections) throws Exception {
        long[] callNanos = new long[connections];
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024)) {
            List<Thread> clients = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> request(listener, connections / CLIENTS)));
            }
            for (int i = 0; i < connections / CLIENTS * CLIENTS; i++) {
                callNanos[i] = serve(listener.accept(), way);
            }
            for (Thread client : clients) {
                client.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Phase(connections / seconds, new Samples(callNanos));
        }
    }

    private static void request(ServerSocketChannel listener, int count) {
        byte[] bytes = new byte[200];
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), listener.socket().getLocalPort())) {
                socket.getOutputStream().write(bytes, 0, 100);
                if (socket.getInputStream().readNBytes(bytes, 0, 200) != 200
                        || socket.getInputStream().read() != -1) {
                    throw new IllegalStateException("the answer did not arrive as it should");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private long serve(SocketChannel channel, Way way) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(200);
        buffer.limit(100);
        while (buffer.hasRemaining()) {
            channel.read(buffer);
        }
        channel.configureBlocking(blocking);
        buffer.clear();
        channel.write(buffer);
        long start = System.nanoTime();
        if (way == Way.PLAIN) {
            channel.close();
        } else {
            pool.close(channel);
        }
        return System.nanoTime() - start;
    }
}
