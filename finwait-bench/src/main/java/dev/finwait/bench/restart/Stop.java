package dev.finwait.bench.restart;

/// How a server of the benchmark stops listening.
enum Stop {
    /// `ServerSocket.close()`.
    PLAIN,

    /// `GracefulListener.stop`.
    GRACEFUL
}
