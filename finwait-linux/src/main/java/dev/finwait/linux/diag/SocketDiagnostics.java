package dev.finwait.linux.diag;

import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.SocketAddresses;
import dev.finwait.linux.tcp.TcpState;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Asks the kernel about TCP sockets by their addresses, over one netlink socket and without privilege.
///
/// It sees the sockets of the network namespace of the thread that opened it, of all users. A query
/// costs two system calls and some microseconds. Sockets bound to a device (SO_BINDTODEVICE, a VRF) are
/// not found by [#query], except link-local IPv6 ones whose address carries its scope.
///
/// Thread-safe: one lock is held during each request.
public final class SocketDiagnostics implements AutoCloseable {
    private static final int ALL_STATES = -1;
    private static final int ATTEMPTS = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final NetlinkSocket netlink;
    private final DiagRequest request;
    /// Guarded by the lock.
    private int sequence;
    /// Guarded by the lock.
    private boolean closed;

    private SocketDiagnostics(NetlinkSocket netlink) {
        this.netlink = netlink;
        this.request = new DiagRequest(netlink.allocate(DiagRequest.SIZE));
    }

    /// Opens the diagnostics.
    ///
    /// @return the diagnostics; empty when the kernel has none for TCP or a sandbox forbids them
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static Optional<SocketDiagnostics> open() {
        Linux.requireAvailable();
        try {
            SocketDiagnostics diagnostics = new SocketDiagnostics(new NetlinkSocket());
            return diagnostics.isAnswered() ? Optional.of(diagnostics) : Optional.empty();
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    /// Tells whether the diagnostics can be opened here.
    ///
    /// @return true if [#open()] gives them; false also on other systems
    public static boolean isAvailable() {
        if (!Linux.isAvailable()) {
            return false;
        }
        Optional<SocketDiagnostics> diagnostics = open();
        diagnostics.ifPresent(SocketDiagnostics::close);
        return diagnostics.isPresent();
    }

    /// Asks for no socket at all: a kernel without tcp_diag answers even that with an error.
    private boolean isAnswered() {
        try {
            dump(SocketAddresses.AF_INET, 0, 0);
            return true;
        } catch (ErrnoException e) {
            close();
            return false;
        }
    }

    /// Asks for the socket with exactly these two addresses. With IPv4 addresses it finds IPv4 sockets and IPv6
    /// sockets with an IPv4 peer, such as those of the JDK.
    ///
    /// @param local the address of the socket's own side, resolved
    /// @param remote the address of its peer, resolved; the wildcard address with port 0 asks for the listener
    /// @return its status; empty when there is no such socket (any more)
    /// @throws ErrnoException if this is closed (EBADF), or the kernel gave no answer (EAGAIN after 2 s,
    ///     ENOBUFS)
    /// @throws IllegalArgumentException if an address is not resolved
    public Optional<SocketStatus> query(InetSocketAddress local, InetSocketAddress remote) throws ErrnoException {
        return query(local, remote, reply -> reply.status(local, remote));
    }

    /// Asks as [#query] does, but takes only what a close wants to know out of the answer.
    ///
    /// @param local the address of the socket's own side, resolved
    /// @param remote the address of its peer, resolved
    /// @return its state and queues; empty when there is no such socket (any more)
    /// @throws ErrnoException as in [#query]
    /// @throws IllegalArgumentException if an address is not resolved
    public Optional<SocketQueues> queues(InetSocketAddress local, InetSocketAddress remote) throws ErrnoException {
        return query(local, remote, DiagReply::queues);
    }

    private <T> Optional<T> query(InetSocketAddress local, InetSocketAddress remote, Function<DiagReply, T> reading)
            throws ErrnoException {
        InetAddress localIp = DiagRequest.resolved(local);
        InetAddress remoteIp = DiagRequest.resolved(remote);
        lock.lock();
        try {
            requireOpen();
            sequence++;
            MemorySegment message = request.exact(sequence, localIp, local.getPort(), remoteIp, remote.getPort());
            DiagReply reply = exchange(message);
            // Without such a connection the kernel goes on to look for a listener on the local address.
            if (reply.isStatus() && reply.remotePort() == remote.getPort()) {
                return Optional.of(reading.apply(reply));
            }
            requireAbsent(reply);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether a request is under way, so that another one would have to wait.
    ///
    /// @return a snapshot
    public boolean isBusy() {
        return lock.isLocked();
    }

    private static void requireAbsent(DiagReply reply) throws ErrnoException {
        if (reply.errno() != 0 && reply.errno() != Errno.ENOENT.number()) {
            throw new ErrnoException("query(SOCK_DIAG_BY_FAMILY)", Errno.of(reply.errno()));
        }
    }

    /// Asks for every TCP socket with this local port, listeners and both address families included.
    ///
    /// The kernel walks its whole table of connections for it, which takes from some hundred
    /// microseconds to milliseconds where the table is large: not for every connection, but for a
    /// listener's accept queue or a test.
    ///
    /// @param localPort 1 to 65535
    /// @return their statuses, in no order
    /// @throws ErrnoException as in [#query]
    public List<SocketStatus> dump(int localPort) throws ErrnoException {
        return dump(ALL_STATES, localPort);
    }

    /// Asks for the sockets that listen on this port. Cheap: the kernel walks only its listeners.
    ///
    /// @param localPort 1 to 65535
    /// @return the statuses of the listeners; their [SocketStatus#receiveQueue] is the length of the
    ///     accept queue
    /// @throws ErrnoException as in [#query]
    public List<SocketStatus> listeners(int localPort) throws ErrnoException {
        return dump(1 << TcpState.LISTEN.number(), localPort);
    }

    /// Asks for the handshakes under way on the listeners of this port: a SYN has come, and its sender has not
    /// acknowledged the answer yet. Walks the table of connections, as [#dump(int)] does.
    ///
    /// @param localPort 1 to 65535
    /// @return their statuses, in no order
    /// @throws ErrnoException as in [#query]
    public List<SocketStatus> handshakes(int localPort) throws ErrnoException {
        return dump(1 << TcpState.SYN_RECV.number() | 1 << TcpState.NEW_SYN_RECV.number(), localPort);
    }

    private List<SocketStatus> dump(int states, int localPort) throws ErrnoException {
        if (localPort < 1 || localPort > 65535) {
            throw new IllegalArgumentException("port " + localPort + " is not between 1 and 65535");
        }
        List<SocketStatus> statuses = new ArrayList<>(dump(SocketAddresses.AF_INET, states, localPort));
        statuses.addAll(dump(SocketAddresses.AF_INET6, states, localPort));
        return statuses;
    }

    private List<SocketStatus> dump(int family, int states, int localPort) throws ErrnoException {
        lock.lock();
        try {
            requireOpen();
            sequence++;
            netlink.send(request.dump(sequence, family, states, localPort));
            List<SocketStatus> statuses = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = collect(netlink.receive(), statuses);
            }
            return statuses;
        } finally {
            lock.unlock();
        }
    }

    /// Adds the statuses of one part of a dump.
    ///
    /// @return whether more parts follow
    private boolean collect(MemorySegment datagram, List<SocketStatus> statuses) throws ErrnoException {
        long offset = 0;
        Optional<DiagReply> next = DiagReply.at(datagram, offset);
        while (next.isPresent()) {
            DiagReply reply = next.get();
            if (reply.answers(sequence)) {
                if (reply.errno() != 0) {
                    throw new ErrnoException("dump(SOCK_DIAG_BY_FAMILY)", Errno.of(reply.errno()));
                }
                if (reply.isEndOfDump()) {
                    return false;
                }
                if (reply.isStatus()) {
                    statuses.add(reply.status());
                }
            }
            offset += reply.paddedSize();
            next = DiagReply.at(datagram, offset);
        }
        return true;
    }

    /// Sends a request and waits for its one answer, past answers to earlier requests that were given up.
    private DiagReply exchange(MemorySegment message) throws ErrnoException {
        for (int attempt = 1; ; attempt++) {
            netlink.send(message);
            try {
                return awaitReply();
            } catch (ErrnoException e) {
                // ENOBUFS: the kernel had to drop the answer.
                if (!e.errno().equals(Errno.ENOBUFS) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private DiagReply awaitReply() throws ErrnoException {
        while (true) {
            Optional<DiagReply> reply = DiagReply.at(netlink.receive(), 0);
            if (reply.isPresent() && reply.get().answers(sequence)) {
                return reply.get();
            }
        }
    }

    private void requireOpen() throws ErrnoException {
        if (closed) {
            throw new ErrnoException("query(SOCK_DIAG_BY_FAMILY)", Errno.EBADF, "these diagnostics are closed");
        }
    }

    /// Closes the netlink socket, after the request under way; does nothing when it is closed.
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                netlink.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
