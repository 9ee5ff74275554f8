package dev.finwait.lab.stage;

/// What plays the peer.
public enum PeerKind {
    /// System calls, so that every errno is seen.
    RAW,
    /// A `java.net.Socket`, so that the exception is seen.
    JAVA
}
