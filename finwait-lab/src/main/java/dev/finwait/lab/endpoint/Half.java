package dev.finwait.lab.endpoint;

/// Which half of a connection to shut down.
public enum Half {
    /// The receiving half: SHUT_RD.
    READ,
    /// The sending half: SHUT_WR, the FIN.
    WRITE,
    /// Both: SHUT_RDWR.
    BOTH
}
