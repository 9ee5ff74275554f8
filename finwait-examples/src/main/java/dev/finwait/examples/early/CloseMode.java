package dev.finwait.examples.early;

/// How the server ends a connection after the answer.
enum CloseMode {
    /// `Socket.close()`: resets when the request lies unread or still arrives.
    PLAIN,

    /// Half-close, drain, close, on the thread that answered.
    GRACEFUL,

    /// The same on a pool: one thread for all connections that linger.
    POOL
}
