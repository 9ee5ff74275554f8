package dev.finwait.bench.restart;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that connect, ask one byte, read its answer and the end, and begin anew.
final class Clients {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private final int connections;
    private final AtomicInteger begun = new AtomicInteger();
    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();

    private Clients(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    static Clients start(int count, int port, int connections) {
        Clients clients = new Clients(port, connections);
        for (int i = 0; i < count; i++) {
            clients.threads.add(Thread.ofPlatform().name("bench-client-", i).start(clients::run));
        }
        return clients;
    }

    /// Waits until a share of the connections has begun.
    void awaitBegun(int share) throws InterruptedException {
        while (begun.get() < share) {
            Thread.sleep(1);
        }
    }

    Tally join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return tally;
    }

    private void run() {
        while (begun.getAndIncrement() < connections) {
            try {
                ask();
                tally.answered();
            } catch (IOException e) {
                tally.failed(e);
            }
        }
    }

    private void ask() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            long start = System.nanoTime();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            tally.connected((System.nanoTime() - start) / 1_000_000);
            socket.getOutputStream().write('q');
            if (socket.getInputStream().readNBytes(2).length != 1) {
                throw new EOFException("the connection ended without an answer");
            }
        }
    }
}
