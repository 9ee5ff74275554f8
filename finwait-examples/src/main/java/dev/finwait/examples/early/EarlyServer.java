package dev.finwait.examples.early;

/// A running server. Closing it ends it in order: it takes no more connections, and those it has are answered and
/// closed.
interface EarlyServer extends AutoCloseable {
    /// The port it listens on.
    int port();

    @Override
    void close();
}
