package dev.finwait.linux.diag;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.ffi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A netlink socket to the kernel's socket diagnostics, with its own buffers. Used by one thread at a time.
final class NetlinkSocket {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int SOCKADDR_SIZE = 12;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final long TIMEOUT_SECONDS = 2;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_TRUNC = 0x20;
    /// As large as the kernel makes a part of a dump.
    private static final int BUFFER_SIZE = 32 * 1024;

    private final Arena arena = Arena.ofShared();
    private final LibC libc = new LibC(arena);
    private final MemorySegment buffer = arena.allocate(BUFFER_SIZE, 8);
    private final int fd;

    NetlinkSocket() throws ErrnoException {
        long opened = libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
        fd = (int) opened;
        try {
            check("socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG)", opened);
            prepare();
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    private void prepare() throws ErrnoException {
        // Connected to the kernel (port 0), the socket takes messages from nobody else.
        MemorySegment kernel = arena.allocate(SOCKADDR_SIZE, 4);
        kernel.set(JAVA_SHORT, 0, (short) AF_NETLINK);
        check("connect(AF_NETLINK)", libc.connect(fd, kernel));
        MemorySegment timeout = arena.allocateFrom(JAVA_LONG, TIMEOUT_SECONDS, 0);
        check("setsockopt(SO_RCVTIMEO)", libc.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, timeout));
    }

    /// Gives memory that lives as long as the socket.
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, 8);
    }

    void send(MemorySegment message) throws ErrnoException {
        long sent;
        do {
            sent = libc.send(fd, message, message.byteSize(), MSG_NOSIGNAL);
        } while (sent == -Errno.EINTR.number());
        check("send(SOCK_DIAG_BY_FAMILY)", sent);
    }

    /// Receives one datagram.
    ///
    /// @return the messages in it, good until the next call
    MemorySegment receive() throws ErrnoException {
        long received;
        do {
            received = libc.recv(fd, buffer, BUFFER_SIZE, MSG_TRUNC);
        } while (received == -Errno.EINTR.number());
        check("recv(NETLINK_SOCK_DIAG)", received);
        return buffer.asSlice(0, Math.min(received, BUFFER_SIZE));
    }

    void close() {
        if (fd >= 0) {
            libc.close(fd);
        }
        arena.close();
    }

    private static void check(String call, long returned) throws ErrnoException {
        if (returned < 0) {
            throw new ErrnoException(call, Errno.of((int) -returned));
        }
    }

    static int intAt(MemorySegment message, long offset) {
        return message.get(JAVA_INT, offset);
    }
}
