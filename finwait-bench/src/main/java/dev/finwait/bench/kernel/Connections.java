package dev.finwait.bench.kernel;

import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.socket.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Makes connections on loopback, each between other addresses, and ends them, all in the thread
/// that asks for it.
///
/// For one thread.
abstract sealed class Connections implements AutoCloseable {
    private long count;

    private Connections() {}

    /// Chooses how connections end.
    ///
    /// @param kind `refused` connects to a port without a listener; `aborted` connects, accepts,
    ///     and closes with linger zero; `served` connects, accepts, asks, answers, and closes in
    ///     order
    static Connections of(String kind) throws IOException {
        return switch (kind) {
            case "refused" -> new Refused();
            case "aborted" -> new Aborted();
            case "served" -> new Served();
            default -> throw new IllegalArgumentException(kind + " is none of refused, aborted, served");
        };
    }

    /// Makes and ends one more.
    final void next() throws IOException {
        make(InetAddress.getByAddress(
                new byte[] {127, (byte) (1 + count / 65_536 % 250), (byte) (count >> 8), (byte) count}));
        count++;
    }

    /// How many have been made.
    final long count() {
        return count;
    }

    abstract void make(InetAddress server) throws IOException;

    @Override
    public void close() {
        // Most have nothing to close.
    }

    private static final class Refused extends Connections {
        private final int port;

        Refused() throws IOException {
            try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                port = unused.getLocalPort();
            }
        }

        @Override
        void make(InetAddress server) throws IOException {
            try (RawSocket client = RawSocket.tcp4()) {
                client.connect(new InetSocketAddress(server, port));
            }
        }
    }

    private abstract static sealed class Accepted extends Connections {
        private final RawSocket listener = RawSocket.tcp4();
        private final int port;

        Accepted() throws ErrnoException, UnknownHostException {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0))
                    .orThrow();
            listener.listen(16).orThrow();
            port = listener.localAddress().getPort();
        }

        @Override
        final void make(InetAddress address) throws ErrnoException {
            try (RawSocket client = RawSocket.tcp4()) {
                client.connect(new InetSocketAddress(address, port)).orThrow();
                try (RawSocket server = listener.accept().orThrow()) {
                    talk(client, server);
                }
            }
        }

        abstract void talk(RawSocket client, RawSocket server) throws ErrnoException;

        @Override
        public final void close() {
            listener.close();
        }
    }

    private static final class Aborted extends Accepted {
        Aborted() throws ErrnoException, UnknownHostException {}

        @Override
        void talk(RawSocket client, RawSocket server) {
            server.setLinger(true, 0);
        }
    }

    private static final class Served extends Accepted {
        private static final int ANSWER = 1000;
        private final byte[] request = new byte[100];
        private final byte[] answer = new byte[ANSWER];

        Served() throws ErrnoException, UnknownHostException {}

        @Override
        void talk(RawSocket client, RawSocket server) throws ErrnoException {
            client.send(request).orThrow();
            server.recv(request).orThrow();
            server.send(answer).orThrow();
            client.recv(answer).orThrow();
        }
    }
}
