package dev.finwait.linux.socket;

import static dev.finwait.linux.ffi.SocketAddresses.AF_INET;
import static dev.finwait.linux.ffi.SocketAddresses.AF_INET6;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.finwait.linux.CallResult;
import dev.finwait.linux.ErrnoException;
import dev.finwait.linux.Linux;
import dev.finwait.linux.ffi.Descriptor;
import dev.finwait.linux.ffi.LibC;
import dev.finwait.linux.ffi.SocketAddresses;
import dev.finwait.linux.tcp.TcpInfo;
import dev.finwait.linux.tcp.TcpState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One descriptor of a TCP socket, with the kernel's calls on it.
///
/// Methods that give a [CallResult] never throw for what the network did; its text names the call as
/// strace does. Those that give anything else throw [ErrnoException] when they cannot.
///
/// **Blocking.** A call waits as the kernel does; [Thread#interrupt()] does not end it, and a virtual
/// thread keeps its carrier meanwhile. Another thread ends it by [#shutdown], or a timeout set before
/// does. EINTR is given to the caller as it is: the JVM installs its handlers with SA_RESTART and aims
/// its own wake-up signal only at threads inside its own socket calls, so EINTR means a signal from
/// outside.
///
/// **Closing under a call.** A call of another thread that is under way goes on when this is closed:
/// the kernel keeps the socket until it returns, so no FIN leaves before, and data that comes meanwhile
/// is still given to it. The descriptor's number is not given to anyone else before that call has
/// returned. Calls made after the close answer EBADF without reaching the kernel.
///
/// Long, because there is a method for each system call and nothing else.
///
/// Thread-safe.
public final class RawSocket implements AutoCloseable {
    private static final int SOCK_STREAM_CLOEXEC = 1 | 0x80000;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_TRUNC = 0x20;
    private static final int SOL_SOCKET = 1;
    private static final int SO_LINGER = 13;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int FIONREAD = 0x541B;
    private static final int SIOCOUTQ = 0x5411;
    private static final int SIOCOUTQNSD = 0x894B;
    private static final int FIONBIO = 0x5421;

    private final Descriptor descriptor;
    private final boolean ipv6;

    private RawSocket(long fd, boolean ipv6) {
        this.descriptor = new Descriptor((int) fd);
        this.ipv6 = ipv6;
    }

    /// Makes an IPv4 TCP socket, blocking and close-on-exec.
    ///
    /// @return the socket
    /// @throws ErrnoException if the kernel refuses, for example when out of descriptors (EMFILE)
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static RawSocket tcp4() throws ErrnoException {
        return open(AF_INET, "AF_INET");
    }

    /// Makes an IPv6 TCP socket, blocking and close-on-exec. It serves IPv4 peers too unless IPV6_V6ONLY is
    /// set; IPv4 addresses handed to it are mapped.
    ///
    /// @return the socket
    /// @throws ErrnoException if the kernel refuses, for example when IPv6 is off (EAFNOSUPPORT)
    /// @throws UnsupportedOperationException where [Linux#isAvailable()] is false
    public static RawSocket tcp6() throws ErrnoException {
        return open(AF_INET6, "AF_INET6");
    }

    private static RawSocket open(int family, String name) throws ErrnoException {
        Linux.requireAvailable();
        try (Arena arena = Arena.ofConfined()) {
            long fd = new LibC(arena).socket(family, SOCK_STREAM_CLOEXEC, 0);
            CallResult.fromKernel("socket(" + name + ", SOCK_STREAM)", fd).orThrow();
            return new RawSocket(fd, family == AF_INET6);
        }
    }

    /// Binds the socket to a local address.
    ///
    /// @param local a resolved address; port 0 lets the kernel choose
    /// @return 0, or EADDRINUSE and its like
    public CallResult bind(InetSocketAddress local) {
        return descriptor.call(
                "bind(" + text(local) + ")",
                (libc, fd, arena) -> libc.bind(fd, SocketAddresses.encode(local, ipv6, arena)));
    }

    /// Makes the socket listen.
    ///
    /// @param backlog how many connections may wait in the accept queue, less one
    /// @return 0, or the errno
    public CallResult listen(int backlog) {
        return descriptor.call("listen(" + backlog + ")", (libc, fd, arena) -> libc.listen(fd, backlog));
    }

    /// Takes a connection from the accept queue, waiting for one.
    ///
    /// @return the connection, or the errno
    public Accepted accept() {
        CallResult result = descriptor.call("accept()", (libc, fd, arena) -> libc.accept4(fd, SOCK_CLOEXEC));
        return new Accepted(result, result.ok() ? Optional.of(new RawSocket(result.value(), ipv6)) : Optional.empty());
    }

    /// Connects to a peer, waiting for the end of the handshake.
    ///
    /// @param remote a resolved address
    /// @return 0, or ECONNREFUSED, ETIMEDOUT, EINPROGRESS (non-blocking) and their like
    public CallResult connect(InetSocketAddress remote) {
        return descriptor.call(
                "connect(" + text(remote) + ")",
                (libc, fd, arena) -> libc.connect(fd, SocketAddresses.encode(remote, ipv6, arena)));
    }

    /// Dissolves the connection by a connect to AF_UNSPEC: a live one is aborted with a RST, and the socket
    /// can be used anew.
    ///
    /// @return 0, or the errno
    public CallResult disconnect() {
        return descriptor.call(
                "connect(AF_UNSPEC)",
                (libc, fd, arena) -> libc.connect(fd, arena.allocate(SocketAddresses.MAX_SIZE, 4)));
    }

    /// Sends bytes; a write to a broken connection never raises SIGPIPE (MSG_NOSIGNAL).
    ///
    /// @param bytes what to send
    /// @param flags flags of the call
    /// @return the count of bytes taken, which may be less than all on a non-blocking socket, or the errno
    public CallResult send(byte[] bytes, MessageFlag... flags) {
        int bits = MessageFlag.bits(flags) | MSG_NOSIGNAL;
        return descriptor.call(
                "send(" + bytes.length + MessageFlag.argument(flags) + ")",
                (libc, fd, arena) -> libc.send(fd, arena.allocateFrom(JAVA_BYTE, bytes), bytes.length, bits));
    }

    /// Sends native memory without copying it first; never raises SIGPIPE.
    ///
    /// @param bytes native memory, sent from its start to its end
    /// @param flags flags of the call
    /// @return the count of bytes taken, or the errno
    /// @throws IllegalArgumentException if the memory is on the heap
    public CallResult send(MemorySegment bytes, MessageFlag... flags) {
        requireNative(bytes);
        int bits = MessageFlag.bits(flags) | MSG_NOSIGNAL;
        return descriptor.call(
                "send(" + bytes.byteSize() + MessageFlag.argument(flags) + ")",
                (libc, fd, arena) -> libc.send(fd, bytes, bytes.byteSize(), bits));
    }

    /// Receives bytes and forgets them, for callers who only count.
    ///
    /// @param max the most to receive, above 0; with MSG_TRUNC the kernel discards them without copying
    /// @param flags flags of the call
    /// @return the count of bytes, 0 at end-of-stream, or the errno
    public CallResult recv(int max, MessageFlag... flags) {
        int bits = MessageFlag.bits(flags);
        boolean copies = (bits & MSG_TRUNC) == 0;
        return descriptor.call(
                "recv(" + max + MessageFlag.argument(flags) + ")",
                (libc, fd, arena) -> libc.recv(fd, copies ? arena.allocate(max) : MemorySegment.NULL, max, bits));
    }

    /// Receives bytes into an array.
    ///
    /// @param into filled from its start
    /// @param flags flags of the call
    /// @return the count of bytes, 0 at end-of-stream, or the errno
    public CallResult recv(byte[] into, MessageFlag... flags) {
        int bits = MessageFlag.bits(flags);
        return descriptor.call("recv(" + into.length + MessageFlag.argument(flags) + ")", (libc, fd, arena) -> {
            MemorySegment buffer = arena.allocate(into.length);
            long count = libc.recv(fd, buffer, into.length, bits);
            if (count > 0 && (bits & MSG_TRUNC) == 0) {
                MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, (int) count);
            }
            return count;
        });
    }

    /// Receives bytes into native memory.
    ///
    /// @param into native memory, filled from its start
    /// @param flags flags of the call
    /// @return the count of bytes, 0 at end-of-stream, or the errno
    /// @throws IllegalArgumentException if the memory is on the heap
    public CallResult recv(MemorySegment into, MessageFlag... flags) {
        requireNative(into);
        int bits = MessageFlag.bits(flags);
        return descriptor.call(
                "recv(" + into.byteSize() + MessageFlag.argument(flags) + ")",
                (libc, fd, arena) -> libc.recv(fd, into, into.byteSize(), bits));
    }

    /// Ends one or both directions for every descriptor of this socket.
    ///
    /// @param how which
    /// @return 0, or ENOTCONN when there is no connection (any more)
    public CallResult shutdown(Shutdown how) {
        return descriptor.call("shutdown(SHUT_" + how + ")", (libc, fd, arena) -> libc.shutdown(fd, how.number()));
    }

    /// Chooses between waiting calls and calls that give EAGAIN, for every descriptor of this socket.
    ///
    /// @param on true for non-blocking
    /// @return 0, or the errno
    public CallResult setNonBlocking(boolean on) {
        int value = on ? 1 : 0;
        return descriptor.call(
                "ioctl(FIONBIO, " + value + ")",
                (libc, fd, arena) -> libc.ioctl(fd, FIONBIO, arena.allocateFrom(JAVA_INT, value)));
    }

    /// Sets an option that holds an int.
    ///
    /// @param option which
    /// @param value its value
    /// @return 0, or the errno
    public CallResult setOption(SocketOption option, int value) {
        return descriptor.call(
                "setsockopt(" + option.name() + ", " + value + ")",
                (libc, fd, arena) ->
                        libc.setsockopt(fd, option.level(), option.number(), arena.allocateFrom(JAVA_INT, value)));
    }

    /// Asks for an option that holds an int.
    ///
    /// @param option which
    /// @return the option's value, or the errno; a value below 0 is given as its unsigned 32 bits, so cast
    ///     it to int
    public CallResult getOption(SocketOption option) {
        return descriptor.call("getsockopt(" + option.name() + ")", (libc, fd, arena) -> {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) JAVA_INT.byteSize());
            long result = libc.getsockopt(fd, option.level(), option.number(), value, length);
            return result < 0 ? result : Integer.toUnsignedLong(value.get(JAVA_INT, 0));
        });
    }

    /// Takes the pending error: asking consumes it, so a following recv gives 0 as if the stream had ended
    /// cleanly.
    ///
    /// @return a call that succeeded with the pending errno as its value, 0 if there is none; or the errno of
    /// asking
    public CallResult soError() {
        return getOption(SocketOption.SO_ERROR);
    }

    /// Sets what close does with data that is not acknowledged.
    ///
    /// @param on whether SO_LINGER is on
    /// @param seconds how long close waits for the ACKs; 0 with `on`: close resets the connection
    /// @return 0, or the errno
    public CallResult setLinger(boolean on, int seconds) {
        int onOff = on ? 1 : 0;
        return descriptor.call(
                "setsockopt(SO_LINGER, {" + onOff + ", " + seconds + "})",
                (libc, fd, arena) ->
                        libc.setsockopt(fd, SOL_SOCKET, SO_LINGER, arena.allocateFrom(JAVA_INT, onOff, seconds)));
    }

    /// Sets repair mode, which needs CAP_NET_ADMIN: a close in repair mode drops the connection and
    /// sends nothing, as if this host had vanished.
    ///
    /// @param on whether repair mode is on
    /// @return 0, or EPERM
    public CallResult setRepair(boolean on) {
        return setOption(SocketOption.TCP_REPAIR, on ? 1 : 0);
    }

    /// Sets the room for unread data; set before connect or listen it bounds the window.
    ///
    /// @param bytes the room, which the kernel doubles for its bookkeeping
    /// @return 0, or the errno
    public CallResult setReceiveBuffer(int bytes) {
        return setOption(SocketOption.SO_RCVBUF, bytes);
    }

    /// Sets the room for unacknowledged data.
    ///
    /// @param bytes the room, which the kernel doubles for its bookkeeping
    /// @return 0, or the errno
    public CallResult setSendBuffer(int bytes) {
        return setOption(SocketOption.SO_SNDBUF, bytes);
    }

    /// Limits how long recv and accept wait before they give EAGAIN. A recv with a timeout is not restarted
    /// after a signal, it gives EINTR.
    ///
    /// @param timeout the limit; zero: none
    /// @return 0, or the errno
    public CallResult setReceiveTimeout(Duration timeout) {
        return setTimeout("SO_RCVTIMEO", SO_RCVTIMEO, timeout);
    }

    /// Limits how long send and connect wait before they give EAGAIN (send) or EINPROGRESS (connect).
    ///
    /// @param timeout the limit; zero: none
    /// @return 0, or the errno
    public CallResult setSendTimeout(Duration timeout) {
        return setTimeout("SO_SNDTIMEO", SO_SNDTIMEO, timeout);
    }

    private CallResult setTimeout(String name, int number, Duration timeout) {
        long micros = timeout.toNanosPart() / 1000;
        return descriptor.call(
                "setsockopt(" + name + ", {" + timeout.toSeconds() + ", " + micros + "})",
                (libc, fd, arena) -> libc.setsockopt(
                        fd, SOL_SOCKET, number, arena.allocateFrom(JAVA_LONG, timeout.toSeconds(), micros)));
    }

    /// Sets whether small segments go out at once.
    ///
    /// @param on true switches Nagle's algorithm off
    /// @return 0, or the errno
    public CallResult setNoDelay(boolean on) {
        return setOption(SocketOption.TCP_NODELAY, on ? 1 : 0);
    }

    /// Attaches a filter that decides which segments the socket gets, in place of the one it has.
    ///
    /// @param filter the filter
    /// @return 0, EPERM where the kernel asks for CAP_NET_ADMIN, or another errno
    public CallResult setFilter(BpfFilter filter) {
        return descriptor.call(
                "setsockopt(SO_ATTACH_FILTER, " + filter + ")",
                (libc, fd, arena) ->
                        libc.setsockopt(fd, SOL_SOCKET, BpfFilter.SO_ATTACH_FILTER, filter.program(arena)));
    }

    /// Takes the filter off.
    ///
    /// @return 0, or ENOENT if there is none
    public CallResult removeFilter() {
        return descriptor.call(
                "setsockopt(SO_DETACH_FILTER)",
                (libc, fd, arena) ->
                        libc.setsockopt(fd, SOL_SOCKET, BpfFilter.SO_DETACH_FILTER, arena.allocate(JAVA_INT)));
    }

    /// Makes a second descriptor of the same socket: the connection closes with the last of them.
    ///
    /// @return the second descriptor, to be closed on its own
    /// @throws ErrnoException if this is closed or the process is out of descriptors
    public RawSocket dup() throws ErrnoException {
        CallResult result = descriptor.call("dup()", (libc, fd, arena) -> libc.fcntl(fd, F_DUPFD_CLOEXEC, 0));
        return new RawSocket(result.orThrow().value(), ipv6);
    }

    /// Waits for events.
    ///
    /// @param timeout how long, rounded up to milliseconds; negative: without end
    /// @param events the events to wait for; ERR, HUP and NVAL are told in any case
    /// @return the events that are there
    public Polled poll(Duration timeout, PollEvent... events) {
        Set<PollEvent> asked = EnumSet.noneOf(PollEvent.class);
        asked.addAll(List.of(events));
        int millis = millis(timeout);
        Set<PollEvent> told = EnumSet.noneOf(PollEvent.class);
        CallResult result =
                descriptor.call("poll(" + PollEvent.render(asked) + ", " + millis + ")", (libc, fd, arena) -> {
                    MemorySegment pollfd = arena.allocate(8, 4);
                    pollfd.set(JAVA_INT, 0, fd);
                    pollfd.set(JAVA_SHORT, 4, (short) PollEvent.bits(asked));
                    long count = libc.poll(pollfd, 1, millis);
                    told.addAll(PollEvent.of(pollfd.get(JAVA_SHORT, 6)));
                    return count;
                });
        return new Polled(result, told);
    }

    private static int millis(Duration timeout) {
        if (timeout.isNegative()) {
            return -1;
        }
        return (int) Math.min(Integer.MAX_VALUE, timeout.plusNanos(999_999).toMillis());
    }

    /// Asks how many bytes wait to be received (FIONREAD); a FIN does not count.
    ///
    /// @return the count, or the errno
    public CallResult unread() {
        return queued("FIONREAD", FIONREAD);
    }

    /// Asks how much was handed to send and not acknowledged yet (SIOCOUTQ); this side's FIN counts as one.
    ///
    /// @return the count, or the errno
    public CallResult unacknowledged() {
        return queued("SIOCOUTQ", SIOCOUTQ);
    }

    /// Asks how much was handed to send and not sent yet (SIOCOUTQNSD); this side's FIN counts as one.
    ///
    /// @return the count, or the errno
    public CallResult unsent() {
        return queued("SIOCOUTQNSD", SIOCOUTQNSD);
    }

    private CallResult queued(String name, int request) {
        return descriptor.call("ioctl(" + name + ")", (libc, fd, arena) -> {
            MemorySegment value = arena.allocate(JAVA_INT);
            long result = libc.ioctl(fd, request, value);
            return result < 0 ? result : value.get(JAVA_INT, 0);
        });
    }

    /// Asks for what the kernel knows about the connection (TCP_INFO).
    ///
    /// @return the connection's figures
    /// @throws ErrnoException if this is closed
    public TcpInfo tcpInfo() throws ErrnoException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment struct = memory.allocate(TcpInfo.SIZE, 8);
            MemorySegment length = memory.allocateFrom(JAVA_INT, TcpInfo.SIZE);
            descriptor
                    .call(
                            "getsockopt(TCP_INFO)",
                            (libc, fd, arena) -> libc.getsockopt(fd, IPPROTO_TCP, TCP_INFO, struct, length))
                    .orThrow();
            return TcpInfo.of(struct.asSlice(0, length.get(JAVA_INT, 0)));
        }
    }

    /// Asks for the state of the connection.
    ///
    /// @return the state
    /// @throws ErrnoException if this is closed
    public TcpState state() throws ErrnoException {
        return tcpInfo().state();
    }

    /// Asks for the local address.
    ///
    /// @return the address; an IPv4 one for an IPv6 socket with an IPv4 peer
    /// @throws ErrnoException if this is closed
    public InetSocketAddress localAddress() throws ErrnoException {
        return address("getsockname()", LibC::getsockname);
    }

    /// Asks for the peer's address.
    ///
    /// @return the address; an IPv4 one for an IPv6 socket with an IPv4 peer
    /// @throws ErrnoException if this is closed, or ENOTCONN if there is no connection (any more)
    public InetSocketAddress remoteAddress() throws ErrnoException {
        return address("getpeername()", LibC::getpeername);
    }

    private InetSocketAddress address(String text, AddressCall call) throws ErrnoException {
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment sockaddr = memory.allocate(SocketAddresses.MAX_SIZE, 4);
            descriptor
                    .call(
                            text,
                            (libc, fd, arena) -> call.invoke(
                                    libc, fd, sockaddr, arena.allocateFrom(JAVA_INT, SocketAddresses.MAX_SIZE)))
                    .orThrow();
            return SocketAddresses.decode(sockaddr);
        }
    }

    /// Gives the descriptor's number.
    ///
    /// @return the number; once this is closed it may belong to something else
    public int fd() {
        return descriptor.number();
    }

    /// Closes the descriptor, and with the last one the connection, as close(2) does: with bytes unread
    /// or SO_LINGER 0 by a RST, else by a FIN after the queued data. With SO_LINGER above 0 it waits.
    ///
    /// @return 0, or EBADF when it was closed before
    public CallResult closeNow() {
        return descriptor.close();
    }

    /// Closes the descriptor as [#closeNow()] does; does nothing when it is closed.
    @Override
    public void close() {
        descriptor.close();
    }

    /// Tells whether the descriptor was closed here.
    ///
    /// @return true from the start of the close on
    public boolean isClosed() {
        return descriptor.isClosed();
    }

    /// Names the descriptor.
    ///
    /// @return such as `RawSocket[7]`
    @Override
    public String toString() {
        return "RawSocket[" + descriptor.number() + "]";
    }

    private static void requireNative(MemorySegment memory) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException("The memory is on the heap; use the method that takes a byte[]");
        }
    }

    private static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private interface AddressCall {
        long invoke(LibC libc, int fd, MemorySegment sockaddr, MemorySegment length);
    }
}
