package dev.finwait.bench.linger;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.close.LingerPool;
import dev.finwait.linux.socket.MessageFlag;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// How fast one flooding peer is drained: by a bare loop that reads into one direct buffer, by the pool, and by
/// recv(2) with MSG_TRUNC, which lets the kernel discard the bytes without copying them.
///
///     java --enable-native-access=ALL-UNNAMED -cp finwait-bench/target/finwait-bench.jar \
///         dev.finwait.bench.linger.DrainRates [ROUNDS [MEBIBYTES]]
public final class DrainRates {
    private static final int BUFFER = 64 << 10;
    private static final int BLOCK = 256 << 10;

    private final long bytes;
    private final LingerPool pool = LingerPool.builder()
            .budget(new CloseBudget(Duration.ofMinutes(5), Duration.ofMinutes(5), Long.MAX_VALUE))
            .build();

    private DrainRates(long bytes) {
        this.bytes = bytes;
    }

    @FunctionalInterface
    private interface Drain {
        void run(InetSocketAddress listener) throws Exception;
    }

    /// Runs the benchmark.
    ///
    /// @param args rounds, mebibytes of each; 7 and 1,024 when missing
    /// @throws Exception if a connection fails
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        long mebibytes = args.length > 1 ? Long.parseLong(args[1]) : 1_024;
        new DrainRates(mebibytes << 20).compare(rounds);
    }

    private void compare(int rounds) throws Exception {
        double[][] rates = new double[4][rounds];
        for (int i = -2; i < rounds; i++) {
            double[] round = {
                flood(this::readBare), flood(this::lingerInPool), flood(this::receive), flood(this::truncate)
            };
            for (int way = 0; i >= 0 && way < round.length; way++) {
                rates[way][i] = round[way];
            }
        }
        pool.close();
        System.out.printf("%-34s %10s %10s%n", "one flooding peer", "MiB/s", "of bare");
        String[] names = {"bare loop, direct buffer", "pool", "recv(2), 64 KiB", "recv(2), MSG_TRUNC"};
        double bare = median(rates[0]);
        for (int way = 0; way < names.length; way++) {
            double rate = median(rates[way]);
            System.out.printf(Locale.ROOT, "%-34s %10.0f %9.0f%%%n", names[way], rate / (1 << 20), 100 * rate / bare);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /// Gives the bytes per second.
    private double flood(Drain drain) throws Exception {
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread sender = Thread.ofPlatform().start(() -> send(listener));
            long start = System.nanoTime();
            drain.run((InetSocketAddress) listener.getLocalAddress());
            double seconds = (System.nanoTime() - start) / 1e9;
            sender.join();
            return bytes / seconds;
        }
    }

    private void send(ServerSocketChannel listener) {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        try (SocketChannel channel = listener.accept()) {
            for (long left = bytes; left > 0; left -= BLOCK) {
                block.clear();
                while (block.hasRemaining()) {
                    channel.write(block);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(long drained) {
        if (drained != bytes) {
            throw new IllegalStateException("drained " + drained + " of " + bytes + " bytes");
        }
    }

    private void readBare(InetSocketAddress address) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long drained = 0;
        try (SocketChannel channel = SocketChannel.open(address)) {
            int count = channel.read(buffer.clear());
            while (count >= 0) {
                drained += count;
                count = channel.read(buffer.clear());
            }
        }
        check(drained);
    }

    private void lingerInPool(InetSocketAddress address) throws Exception {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        CloseReport report = pool.close(channel).toCompletableFuture().get();
        check(report.bytesDrained());
    }

    private void receive(InetSocketAddress address) throws Exception {
        receive(address, new MessageFlag[0]);
    }

    private void truncate(InetSocketAddress address) throws Exception {
        receive(address, MessageFlag.MSG_TRUNC);
    }

    private void receive(InetSocketAddress address, MessageFlag... flags) throws Exception {
        MemorySegment buffer = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(BUFFER));
        long drained = 0;
        try (RawSocket socket = RawSocket.tcp4()) {
            socket.connect(address).orThrow();
            long count;
            do {
                count = flags.length > 0
                        ? socket.recv(BUFFER, flags).orThrow().value()
                        : socket.recv(buffer).orThrow().value();
                drained += count;
            } while (count > 0);
        }
        check(drained);
    }
}
