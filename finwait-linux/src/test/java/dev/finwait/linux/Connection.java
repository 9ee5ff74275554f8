package dev.finwait.linux;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.socket.RawSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// An established connection over loopback, with its listener.
public record Connection(RawSocket listener, RawSocket client, RawSocket server) implements AutoCloseable {
    /// Longer than anything here takes on a busy machine.
    public static final Duration LONG = Duration.ofSeconds(20);

    /// How the two ends see their addresses.
    public enum Family {
        IPV4("127.0.0.1", "127.0.0.1"),
        IPV6("::1", "::1"),
        /// IPv6 sockets that talk IPv4.
        MAPPED("::", "127.0.0.1");

        private final String bindTo;
        private final String connectTo;

        Family(String bindTo, String connectTo) {
            this.bindTo = bindTo;
            this.connectTo = connectTo;
        }

        public RawSocket socket() throws ErrnoException {
            if (this == IPV4) {
                return RawSocket.tcp4();
            }
            try {
                return RawSocket.tcp6();
            } catch (ErrnoException e) {
                assumeTrue(false, "IPv6 is off here: " + e.getMessage());
                throw e;
            }
        }

        public RawSocket listener() throws ErrnoException {
            RawSocket listener = socket();
            CallResult bound = listener.bind(new InetSocketAddress(ip(bindTo), 0));
            assumeTrue(this == IPV4 || bound.ok(), "IPv6 is off on loopback: " + bound);
            bound.orThrow();
            return listener;
        }

        public InetSocketAddress addressOf(RawSocket listener) throws ErrnoException {
            return new InetSocketAddress(ip(connectTo), listener.localAddress().getPort());
        }
    }

    public static Connection ipv4() throws ErrnoException {
        return of(Family.IPV4);
    }

    public static Connection of(Family family) throws ErrnoException {
        return of(family, family.listener());
    }

    /// A connection in which neither side can send much before the other reads.
    public static Connection narrow(Family family) throws ErrnoException {
        RawSocket listener = family.listener();
        listener.setReceiveBuffer(4096).orThrow();
        return of(family, listener);
    }

    /// A connection to a bound socket.
    public static Connection of(Family family, RawSocket listener) throws ErrnoException {
        listener.listen(8).orThrow();
        RawSocket client = family.socket();
        client.setReceiveBuffer(4096).orThrow();
        client.connect(family.addressOf(listener)).orThrow();
        RawSocket server = listener.accept().orThrow();
        // No test waits for ever, not even one that fails.
        client.setReceiveTimeout(LONG).orThrow();
        server.setReceiveTimeout(LONG).orThrow();
        return new Connection(listener, client, server);
    }

    public static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Sends until neither side's kernel takes more.
    public static long fill(RawSocket socket) throws ErrnoException {
        socket.setNonBlocking(true).orThrow();
        long total = 0;
        CallResult sent = socket.send(new byte[8192]);
        while (sent.ok()) {
            total += sent.value();
            sent = socket.send(new byte[8192]);
        }
        assumeTrue(sent.failedWith(Errno.EAGAIN), () -> "filling ended early");
        return total;
    }

    @Override
    public void close() {
        server.close();
        client.close();
        listener.close();
    }
}
