package dev.finwait.linux.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// The C library's calls on sockets and files, each giving its value or, as the kernel itself does, the negated
/// errno.
///
/// Loading this class looks the symbols up, so callers ask [dev.finwait.linux.Linux#requireAvailable()]
/// first. An instance holds the place where errno is saved and is used by one thread at a time. A call
/// blocks its carrier thread, also when made from a virtual thread. EINTR is given like any other
/// errno.
public final class LibC {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option SAVE_ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = link("socket", toInt(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = link("bind", toInt(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LISTEN = link("listen", toInt(JAVA_INT, JAVA_INT));
    private static final MethodHandle ACCEPT4 = link("accept4", toInt(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle CONNECT = link("connect", toInt(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND = link("send", toLong(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV = link("recv", toLong(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECVMSG = link("recvmsg", toLong(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN = link("shutdown", toInt(JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            link("setsockopt", toInt(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            link("getsockopt", toInt(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETSOCKNAME = link("getsockname", toInt(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETPEERNAME = link("getpeername", toInt(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle POLL = link("poll", toInt(ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle IOCTL =
            link("ioctl", toInt(JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FCNTL =
            link("fcntl", toInt(JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle OPEN =
            link("open", toInt(ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ = link("read", toLong(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle DUP3 = link("dup3", toInt(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = link("close", toInt(JAVA_INT));
    private static final MethodHandle IF_NAMETOINDEX = link("if_nametoindex", toInt(ADDRESS));

    private final MemorySegment state;

    /// Makes an instance that saves errno in memory of this allocator.
    ///
    /// @param allocator gives a few bytes, which live as long as the instance is used
    public LibC(SegmentAllocator allocator) {
        state = allocator.allocate(STATE);
    }

    /// socket(2).
    ///
    /// @param domain the address family
    /// @param type the type and its flags
    /// @param protocol the protocol
    /// @return a descriptor, or the negated errno
    public long socket(int domain, int type, int protocol) {
        try {
            return valueOrErrno((int) SOCKET.invokeExact(state, domain, type, protocol));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// bind(2).
    ///
    /// @param fd the descriptor
    /// @param address a sockaddr
    /// @return 0, or the negated errno
    public long bind(int fd, MemorySegment address) {
        try {
            return valueOrErrno((int) BIND.invokeExact(state, fd, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// listen(2).
    ///
    /// @param fd the descriptor
    /// @param backlog the length of the accept queue
    /// @return 0, or the negated errno
    public long listen(int fd, int backlog) {
        try {
            return valueOrErrno((int) LISTEN.invokeExact(state, fd, backlog));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// accept4(2), without the peer's address.
    ///
    /// @param fd the descriptor
    /// @param flags flags of the new descriptor
    /// @return a descriptor, or the negated errno
    public long accept4(int fd, int flags) {
        try {
            return valueOrErrno((int) ACCEPT4.invokeExact(state, fd, MemorySegment.NULL, MemorySegment.NULL, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// connect(2).
    ///
    /// @param fd the descriptor
    /// @param address a sockaddr
    /// @return 0, or the negated errno
    public long connect(int fd, MemorySegment address) {
        try {
            return valueOrErrno((int) CONNECT.invokeExact(state, fd, address, (int) address.byteSize()));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// send(2).
    ///
    /// @param fd the descriptor
    /// @param from native memory
    /// @param length how many bytes of it
    /// @param flags message flags
    /// @return the count of bytes, or the negated errno
    public long send(int fd, MemorySegment from, long length, int flags) {
        try {
            return valueOrErrno((long) SEND.invokeExact(state, fd, from, length, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// recv(2).
    ///
    /// @param fd the descriptor
    /// @param into native memory
    /// @param length how many bytes of it
    /// @param flags message flags
    /// @return the count of bytes, or the negated errno
    public long recv(int fd, MemorySegment into, long length, int flags) {
        try {
            return valueOrErrno((long) RECV.invokeExact(state, fd, into, length, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// recvmsg(2).
    ///
    /// @param fd the descriptor
    /// @param header a msghdr
    /// @param flags message flags
    /// @return the count of bytes, or the negated errno
    public long recvmsg(int fd, MemorySegment header, int flags) {
        try {
            return valueOrErrno((long) RECVMSG.invokeExact(state, fd, header, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// shutdown(2).
    ///
    /// @param fd the descriptor
    /// @param how 0 receive, 1 send, 2 both
    /// @return 0, or the negated errno
    public long shutdown(int fd, int how) {
        try {
            return valueOrErrno((int) SHUTDOWN.invokeExact(state, fd, how));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// setsockopt(2).
    ///
    /// @param fd the descriptor
    /// @param level the option's level
    /// @param name the option's number
    /// @param value the option's struct
    /// @return 0, or the negated errno
    public long setsockopt(int fd, int level, int name, MemorySegment value) {
        try {
            return valueOrErrno((int) SETSOCKOPT.invokeExact(state, fd, level, name, value, (int) value.byteSize()));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// getsockopt(2).
    ///
    /// @param fd the descriptor
    /// @param level the option's level
    /// @param name the option's number
    /// @param value where the option's struct goes
    /// @param length an int: room before the call, used after it
    /// @return 0, or the negated errno
    public long getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
        try {
            return valueOrErrno((int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// getsockname(2).
    ///
    /// @param fd the descriptor
    /// @param address where the sockaddr goes
    /// @param length an int: room before the call, used after it
    /// @return 0, or the negated errno
    public long getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return valueOrErrno((int) GETSOCKNAME.invokeExact(state, fd, address, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// getpeername(2).
    ///
    /// @param fd the descriptor
    /// @param address where the sockaddr goes
    /// @param length an int: room before the call, used after it
    /// @return 0, or the negated errno
    public long getpeername(int fd, MemorySegment address, MemorySegment length) {
        try {
            return valueOrErrno((int) GETPEERNAME.invokeExact(state, fd, address, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// poll(2).
    ///
    /// @param descriptors an array of pollfd
    /// @param count its length
    /// @param timeoutMillis how long to wait; below 0 without end
    /// @return how many descriptors are ready, or the negated errno
    public long poll(MemorySegment descriptors, long count, int timeoutMillis) {
        try {
            return valueOrErrno((int) POLL.invokeExact(state, descriptors, count, timeoutMillis));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// ioctl(2) with a pointer.
    ///
    /// @param fd the descriptor
    /// @param request the request's number
    /// @param argument what the request reads or fills
    /// @return 0, or the negated errno
    public long ioctl(int fd, long request, MemorySegment argument) {
        try {
            return valueOrErrno((int) IOCTL.invokeExact(state, fd, request, argument));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// fcntl(2) with a number.
    ///
    /// @param fd the descriptor
    /// @param command the command's number
    /// @param argument its argument
    /// @return depends on the command, or the negated errno
    public long fcntl(int fd, int command, int argument) {
        try {
            return valueOrErrno((int) FCNTL.invokeExact(state, fd, command, argument));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// open(2) of an existing file.
    ///
    /// @param path a C string
    /// @param flags open flags
    /// @return a descriptor, or the negated errno
    public long open(MemorySegment path, int flags) {
        try {
            return valueOrErrno((int) OPEN.invokeExact(state, path, flags, 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// read(2).
    ///
    /// @param fd the descriptor
    /// @param into native memory
    /// @param length how many bytes at most
    /// @return the count of bytes, 0 at the end of the file, or the negated errno
    public long read(int fd, MemorySegment into, long length) {
        try {
            return valueOrErrno((long) READ.invokeExact(state, fd, into, length));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// dup3(2).
    ///
    /// @param from the descriptor to copy
    /// @param to the number that the copy takes
    /// @param flags flags of the copy
    /// @return the number, or the negated errno
    public long dup3(int from, int to, int flags) {
        try {
            return valueOrErrno((int) DUP3.invokeExact(state, from, to, flags));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// close(2).
    ///
    /// @param fd the descriptor
    /// @return 0, or the negated errno
    public long close(int fd) {
        try {
            return valueOrErrno((int) CLOSE.invokeExact(state, fd));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// if_nametoindex(3).
    ///
    /// @param name a C string
    /// @return the interface's index, or the negated errno
    public long ifNameToIndex(MemorySegment name) {
        try {
            int index = (int) IF_NAMETOINDEX.invokeExact(state, name);
            return index > 0 ? index : valueOrErrno(-1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private long valueOrErrno(long value) {
        return value >= 0 ? value : -state.get(JAVA_INT, ERRNO_OFFSET);
    }

    private static RuntimeException unexpected(Throwable e) {
        return e instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("A native call broke down: " + e, e);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        all[0] = SAVE_ERRNO;
        System.arraycopy(options, 0, all, 1, options.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, all);
    }

    private static FunctionDescriptor toInt(MemoryLayout... parameters) {
        return FunctionDescriptor.of(JAVA_INT, parameters);
    }

    private static FunctionDescriptor toLong(MemoryLayout... parameters) {
        return FunctionDescriptor.of(JAVA_LONG, parameters);
    }
}
