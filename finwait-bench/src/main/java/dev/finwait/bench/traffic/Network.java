package dev.finwait.bench.traffic;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The servers' listeners, and the addresses of both sides. All addresses are from the block that RFC 2544 reserves
/// for benchmarks, 198.18.0.0/15. Thread-safe.
final class Network implements AutoCloseable {
    /// What must lead to this host.
    static final String BLOCK = "198.18.0.1/15";

    /// How long the services keep an idle connection. They differ, as they do in the field.
    private static final List<Duration> IDLE_LIMITS =
            List.of(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofSeconds(2), Duration.ofSeconds(3));

    private static final int PORT = 8080;
    private static final int BACKLOG = 4096;
    private static final int ACCEPT_SECONDS = 30;

    /// Connections by the client's address, from before it dials until its end is accepted.
    private final Map<InetSocketAddress, CompletableFuture<SocketChannel>> dialling = new ConcurrentHashMap<>();

    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final Queue<Closeable> leftOpen = new ConcurrentLinkedQueue<>();
    private final Intents intents;

    /// @param intents takes the note of each connection
    /// @throws IOException if the addresses are not this host's
    Network(Intents intents) throws IOException {
        this.intents = intents;
        for (Service service : services()) {
            ServerSocketChannel listener = ServerSocketChannel.open().bind(service.address(), BACKLOG);
            listeners.add(listener);
            Thread.ofVirtual().start(() -> acceptAll(listener));
        }
    }

    /// The services, the same in each run.
    static List<Service> services() {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < IDLE_LIMITS.size(); i++) {
            services.add(new Service(address(19, 0, 1 + i, PORT), IDLE_LIMITS.get(i)));
        }
        return services;
    }

    /// The address of a client's host, by its number from 0 to 64,515.
    static InetSocketAddress client(int host, int port) {
        return address(18, host / 254, 1 + host % 254, port);
    }

    /// An address of a client with a port of the kernel's choice, on a host that [#client] does not give.
    InetSocketAddress spareClient() {
        return address(18, 255, 1, 0);
    }

    private static InetSocketAddress address(int second, int third, int fourth, int port) {
        try {
            byte[] octets = {(byte) 198, (byte) second, (byte) third, (byte) fourth};
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (IOException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    private void acceptAll(ServerSocketChannel listener) {
        try {
            while (true) {
                SocketChannel accepted = listener.accept();
                CompletableFuture<SocketChannel> waiting = dialling.remove(accepted.getRemoteAddress());
                if (waiting == null || !waiting.complete(accepted)) {
                    accepted.close();
                }
            }
        } catch (ClosedChannelException ignore) {
            // The recording is over.
        } catch (IOException e) {
            dialling.values().forEach(waiting -> waiting.completeExceptionally(e));
        }
    }

    /// Opens the connection of an exchange.
    ///
    /// @param exchange whose addresses are used
    /// @param clientWindow room for what the client has not read, in bytes; 0 for the system's default
    /// @return both ends, in blocking mode
    Pair connect(Exchange exchange, int clientWindow) throws IOException, InterruptedException {
        InetSocketAddress server = exchange.service().address();
        CompletableFuture<SocketChannel> accepted = new CompletableFuture<>();
        SocketChannel client = SocketChannel.open();
        try {
            if (clientWindow > 0) {
                client.setOption(StandardSocketOptions.SO_RCVBUF, clientWindow);
            }
            client.bind(exchange.client());
            dialling.put(exchange.client(), accepted);
            intend(exchange.ending(), exchange.client(), server);
            client.connect(server);
            return new Pair(client, accepted.get(ACCEPT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | IOException e) {
            client.close();
            dialling.remove(exchange.client());
            throw new IOException("no connection from " + exchange.client(), e);
        }
    }

    /// Notes what is intended with a connection.
    void intend(Ending ending, InetSocketAddress client, InetSocketAddress server) throws IOException {
        intents.add(ending, client, server);
    }

    /// Leaves a connection alone until this is closed.
    void keepOpen(Pair pair) {
        leftOpen.add(pair);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
        for (Closeable open : leftOpen) {
            open.close();
        }
    }
}
