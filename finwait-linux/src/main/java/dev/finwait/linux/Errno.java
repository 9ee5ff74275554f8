package dev.finwait.linux;

import java.util.Map;

/// An error number of a Linux system call, such as 104, ECONNRESET.
///
/// The names are those of `asm-generic/errno.h` that socket calls give; any other number is named
/// `errno N`. Other systems use other numbers for the same names. Immutable.
///
/// @param number the number, positive; 0 means no error
public record Errno(int number) {
    /// The operation needs a capability that the process lacks.
    public static final Errno EPERM = new Errno(1);
    /// No such thing; socket diagnostics: no such socket.
    public static final Errno ENOENT = new Errno(2);
    /// A signal ended the call before it did anything.
    public static final Errno EINTR = new Errno(4);
    /// The descriptor is not open.
    public static final Errno EBADF = new Errno(9);
    /// The call would have to wait, on a non-blocking socket or past its timeout.
    public static final Errno EAGAIN = new Errno(11);
    /// The operation is forbidden here.
    public static final Errno EACCES = new Errno(13);
    /// An argument makes no sense for this socket or its state.
    public static final Errno EINVAL = new Errno(22);
    /// Broken pipe: this side has shut its sending down, or the peer reset after it had sent FIN.
    public static final Errno EPIPE = new Errno(32);
    /// Another socket holds the address.
    public static final Errno EADDRINUSE = new Errno(98);
    /// The connection was aborted on this host, for example by `ss -K`.
    public static final Errno ECONNABORTED = new Errno(103);
    /// Connection reset by peer: a RST arrived.
    public static final Errno ECONNRESET = new Errno(104);
    /// The kernel had no buffer; on netlink: replies were dropped.
    public static final Errno ENOBUFS = new Errno(105);
    /// The socket has a connection already.
    public static final Errno EISCONN = new Errno(106);
    /// The socket has no connection, or no longer one.
    public static final Errno ENOTCONN = new Errno(107);
    /// The peer stayed silent for too long.
    public static final Errno ETIMEDOUT = new Errno(110);
    /// A RST answered the SYN.
    public static final Errno ECONNREFUSED = new Errno(111);
    /// The handshake of a non-blocking connect is under way.
    public static final Errno EINPROGRESS = new Errno(115);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "EPERM"),
            Map.entry(2, "ENOENT"),
            Map.entry(4, "EINTR"),
            Map.entry(5, "EIO"),
            Map.entry(6, "ENXIO"),
            Map.entry(9, "EBADF"),
            Map.entry(11, "EAGAIN"),
            Map.entry(12, "ENOMEM"),
            Map.entry(13, "EACCES"),
            Map.entry(14, "EFAULT"),
            Map.entry(16, "EBUSY"),
            Map.entry(19, "ENODEV"),
            Map.entry(22, "EINVAL"),
            Map.entry(23, "ENFILE"),
            Map.entry(24, "EMFILE"),
            Map.entry(25, "ENOTTY"),
            Map.entry(32, "EPIPE"),
            Map.entry(33, "EDOM"),
            Map.entry(38, "ENOSYS"),
            Map.entry(71, "EPROTO"),
            Map.entry(88, "ENOTSOCK"),
            Map.entry(89, "EDESTADDRREQ"),
            Map.entry(90, "EMSGSIZE"),
            Map.entry(91, "EPROTOTYPE"),
            Map.entry(92, "ENOPROTOOPT"),
            Map.entry(93, "EPROTONOSUPPORT"),
            Map.entry(94, "ESOCKTNOSUPPORT"),
            Map.entry(95, "EOPNOTSUPP"),
            Map.entry(97, "EAFNOSUPPORT"),
            Map.entry(98, "EADDRINUSE"),
            Map.entry(99, "EADDRNOTAVAIL"),
            Map.entry(100, "ENETDOWN"),
            Map.entry(101, "ENETUNREACH"),
            Map.entry(102, "ENETRESET"),
            Map.entry(103, "ECONNABORTED"),
            Map.entry(104, "ECONNRESET"),
            Map.entry(105, "ENOBUFS"),
            Map.entry(106, "EISCONN"),
            Map.entry(107, "ENOTCONN"),
            Map.entry(108, "ESHUTDOWN"),
            Map.entry(110, "ETIMEDOUT"),
            Map.entry(111, "ECONNREFUSED"),
            Map.entry(112, "EHOSTDOWN"),
            Map.entry(113, "EHOSTUNREACH"),
            Map.entry(114, "EALREADY"),
            Map.entry(115, "EINPROGRESS"),
            Map.entry(125, "ECANCELED"));

    /// Checks the number.
    public Errno {
        if (number < 0) {
            throw new IllegalArgumentException("errno " + number + " is negative");
        }
    }

    /// Gives the errno with this number.
    ///
    /// @param number 0 or more
    /// @return the errno
    /// @throws IllegalArgumentException if the number is negative
    public static Errno of(int number) {
        return new Errno(number);
    }

    /// Gives the symbolic name.
    ///
    /// @return such as `ECONNRESET`; `errno N` for a number without a name here
    public String name() {
        return NAMES.getOrDefault(number, "errno " + number);
    }

    /// Gives the symbolic name.
    ///
    /// @return same as [#name()]
    @Override
    public String toString() {
        return name();
    }
}
