package dev.finwait.bench.linger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A process full of peers, told by its standard input what to do: `connect PORT COUNT FIRST`,
/// `upload SLICES MILLIS`, `misbehave MILLIS`. Answers each with a line. A process has its own descriptors.
final class ManyPeers {
    static final int SLICE_BYTES = 1_000;

    /// Connections of one source address, far below the number of ports.
    private static final int PER_ADDRESS = 5_000;

    private final List<SocketChannel> channels = new ArrayList<>();

    private ManyPeers() {}

    /// Runs the process.
    ///
    /// @param args none
    /// @throws IOException if a connection cannot be made
    public static void main(String[] args) throws IOException {
        ManyPeers peers = new ManyPeers();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String line = commands.readLine();
        while (line != null) {
            peers.obey(line.split(" "));
            System.out.println("done");
            line = commands.readLine();
        }
    }

    private void obey(String[] words) throws IOException {
        switch (words[0]) {
            case "connect" ->
                connect(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "upload" -> upload(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "misbehave" -> misbehave(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
    }

    private void connect(int port, int count, int firstAddress) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            byte[] source = {127, 0, (byte) (firstAddress + i / PER_ADDRESS), 1};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
            channel.connect(server);
            channel.configureBlocking(false);
            channels.add(channel);
        }
    }

    /// Every peer sends slices at an even pace, spread over all peers, and closes after its last.
    private void upload(int slices, int millisBetween) throws IOException {
        ByteBuffer slice = ByteBuffer.allocateDirect(SLICE_BYTES);
        long start = System.nanoTime();
        long period = TimeUnit.MILLISECONDS.toNanos(millisBetween);
        for (int round = 0; round <= slices; round++) {
            for (int i = 0; i < channels.size(); i++) {
                long at = start + round * period + i * period / channels.size();
                if (at - System.nanoTime() > 1_000_000) {
                    LockSupport.parkNanos(at - System.nanoTime());
                }
                if (round == slices) {
                    channels.get(i).close();
                } else {
                    channels.get(i).write(slice.clear());
                }
            }
        }
        channels.clear();
    }

    /// A third floods, a third sends a byte now and then, a third is silent; until the time is over.
    private void misbehave(int millis) {
        ByteBuffer block = ByteBuffer.allocateDirect(64 << 10);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long nextDribble = System.nanoTime();
        int third = channels.size() / 3;
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < third; i++) {
                send(channels.get(i), block.clear());
            }
            if (System.nanoTime() - nextDribble >= 0) {
                nextDribble += TimeUnit.MILLISECONDS.toNanos(100);
                for (int i = third; i < 2 * third; i++) {
                    send(channels.get(i), block.clear().limit(1));
                }
            }
            // The flood is to press on the pool, not to take the processor away from everybody.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static void send(SocketChannel channel, ByteBuffer bytes) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.write(bytes);
        } catch (IOException ended) {
            close(channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
