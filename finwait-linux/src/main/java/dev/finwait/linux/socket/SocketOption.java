package dev.finwait.linux.socket;

/// A socket option that holds an int. Immutable.
///
/// @param level the option's level, such as 1, SOL_SOCKET, or 6, IPPROTO_TCP
/// @param number the option's number within its level
/// @param name the name for people
public record SocketOption(int level, int number, String name) {
    /// Whether an address may be bound while connections in TIME_WAIT hold it: 0 or 1.
    public static final SocketOption SO_REUSEADDR = new SocketOption(1, 2, "SO_REUSEADDR");
    /// The pending error, which asking consumes: an errno or 0.
    public static final SocketOption SO_ERROR = new SocketOption(1, 4, "SO_ERROR");
    /// Room for unacknowledged data, in bytes; the kernel doubles the value that is set.
    public static final SocketOption SO_SNDBUF = new SocketOption(1, 7, "SO_SNDBUF");
    /// Room for unread data, in bytes; the kernel doubles the value that is set.
    public static final SocketOption SO_RCVBUF = new SocketOption(1, 8, "SO_RCVBUF");
    /// Whether idle connections are probed: 0 or 1.
    public static final SocketOption SO_KEEPALIVE = new SocketOption(1, 9, "SO_KEEPALIVE");
    /// Whether several listeners may share an address: 0 or 1.
    public static final SocketOption SO_REUSEPORT = new SocketOption(1, 15, "SO_REUSEPORT");
    /// Whether small segments go out at once (Nagle off): 0 or 1.
    public static final SocketOption TCP_NODELAY = new SocketOption(6, 1, "TCP_NODELAY");
    /// Largest payload of a segment, in bytes.
    public static final SocketOption TCP_MAXSEG = new SocketOption(6, 2, "TCP_MAXSEG");
    /// Idle time before the first keep-alive probe, in seconds.
    public static final SocketOption TCP_KEEPIDLE = new SocketOption(6, 4, "TCP_KEEPIDLE");
    /// Time between keep-alive probes, in seconds.
    public static final SocketOption TCP_KEEPINTVL = new SocketOption(6, 5, "TCP_KEEPINTVL");
    /// Unanswered keep-alive probes before the connection is given up.
    public static final SocketOption TCP_KEEPCNT = new SocketOption(6, 6, "TCP_KEEPCNT");
    /// How often a SYN is sent again.
    public static final SocketOption TCP_SYNCNT = new SocketOption(6, 7, "TCP_SYNCNT");
    /// How long an orphan stays in FIN_WAIT2, in seconds; below 0 it is aborted at once.
    public static final SocketOption TCP_LINGER2 = new SocketOption(6, 8, "TCP_LINGER2");
    /// Upper bound of the advertised window, in bytes.
    public static final SocketOption TCP_WINDOW_CLAMP = new SocketOption(6, 10, "TCP_WINDOW_CLAMP");
    /// Whether ACKs go out at once; not permanent: 0 or 1.
    public static final SocketOption TCP_QUICKACK = new SocketOption(6, 12, "TCP_QUICKACK");
    /// How long sent data may stay unacknowledged before the connection is given up, in milliseconds.
    public static final SocketOption TCP_USER_TIMEOUT = new SocketOption(6, 18, "TCP_USER_TIMEOUT");
    /// Repair mode: 0 or 1; needs CAP_NET_ADMIN.
    public static final SocketOption TCP_REPAIR = new SocketOption(6, 19, "TCP_REPAIR");
    /// Whether an IPv6 socket refuses IPv4 peers: 0 or 1.
    public static final SocketOption IPV6_V6ONLY = new SocketOption(41, 26, "IPV6_V6ONLY");

    /// Names an option by its numbers.
    ///
    /// @param level the option's level
    /// @param number the option's number within its level
    /// @return the option
    public static SocketOption of(int level, int number) {
        return new SocketOption(level, number, level + ", " + number);
    }
}
