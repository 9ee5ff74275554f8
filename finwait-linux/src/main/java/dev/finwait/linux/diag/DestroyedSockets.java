package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/// Hears of every TCP socket of this network namespace that the kernel destroys, with what lay unread and unsent in it
/// (groups of sock_diag(7), `sock_diag_broadcast_destroy`). A socket that goes into TIME_WAIT is destroyed then: the
/// kernel goes on with a small record.
///
/// For one thread.
public final class DestroyedSockets implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 3 | 0x800 | 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int SOCKADDR_SIZE = 12;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_ADD_MEMBERSHIP = 1;
    /// SKNLGRP_INET_TCP_DESTROY and SKNLGRP_INET6_TCP_DESTROY.
    private static final int[] GROUPS = {1, 3};

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int RECEIVE_BUFFER = 16 * 1024 * 1024;
    private static final int BUFFER_SIZE = 4096;
    /// A caller who wants to do something else in between is not kept for longer.
    private static final int MOST_AT_ONCE = 20_000;

    private final Arena arena = Arena.ofShared();
    private final LibC libc = new LibC(arena);
    private final MemorySegment buffer = arena.allocate(BUFFER_SIZE, 8);
    private final int fd;
    private boolean closed;

    private DestroyedSockets(int fd) {
        this.fd = fd;
    }

    /// Starts to listen.
    ///
    /// @return the sockets destroyed from now on; empty when the kernel does not tell, or a sandbox forbids it
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static Optional<DestroyedSockets> open() {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            long fd = new LibC(arena).socket(AF_NETLINK, SOCK_RAW_NONBLOCK_CLOEXEC, NETLINK_SOCK_DIAG);
            if (fd < 0) {
                return Optional.empty();
            }
            DestroyedSockets sockets = new DestroyedSockets((int) fd);
            if (sockets.join()) {
                return Optional.of(sockets);
            }
            sockets.close();
            return Optional.empty();
        }
    }

    private boolean join() {
        MemorySegment room = arena.allocateFrom(JAVA_INT, RECEIVE_BUFFER);
        if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, room) < 0) {
            libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, room);
        }
        // Without a port of its own the socket would be taken for the kernel's, and hear nothing.
        MemorySegment own = arena.allocate(SOCKADDR_SIZE, 4);
        own.set(JAVA_SHORT, 0, (short) AF_NETLINK);
        if (libc.bind(fd, own) < 0) {
            return false;
        }
        for (int group : GROUPS) {
            MemorySegment membership = arena.allocateFrom(JAVA_INT, group);
            if (libc.setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, membership) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Gives those destroyed since the last call, in their order; some of them when there are many.
    ///
    /// @param sockets takes them
    /// @return whether all that were destroyed have been told; false when some were dropped, for want of room
    /// @throws ErrnoException if the kernel can no longer be heard, EBADF when this is closed
    public boolean poll(Consumer<DestroyedSocket> sockets) throws ErrnoException {
        if (closed) {
            throw new ErrnoException("recv(NETLINK_SOCK_DIAG)", Errno.EBADF);
        }
        boolean complete = true;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            long received = libc.recv(fd, buffer, BUFFER_SIZE, 0);
            if (received == -Errno.EAGAIN.number()) {
                return complete;
            }
            if (received == -Errno.ENOBUFS.number()) {
                complete = false;
            } else if (received < 0 && received != -Errno.EINTR.number()) {
                throw new ErrnoException("recv(NETLINK_SOCK_DIAG)", Errno.of((int) -received));
            } else if (received > 0) {
                DestroyedSocket.parse(buffer.asSlice(0, received)).ifPresent(sockets);
            }
        }
        return complete;
    }

    /// Stops to listen; does nothing when it is closed.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libc.close(fd);
            arena.close();
        }
    }
}
