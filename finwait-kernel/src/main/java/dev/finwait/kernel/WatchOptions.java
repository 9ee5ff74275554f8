package dev.finwait.kernel;

/// How a watch works.
///
/// @param connections how many connections are remembered, open ones and ended ones each; about
///     half a kilobyte each. Of what is forgotten, who dialled and who closed is no longer known
public record WatchOptions(int connections) {
    /// 32,768 connections.
    public static final WatchOptions DEFAULT = new WatchOptions(1 << 15);

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException if there is no room for a single connection
    public WatchOptions {
        if (connections < 1) {
            throw new IllegalArgumentException("a watch must remember a connection at least, not " + connections);
        }
    }
}
