package dev.finwait.lab.stage;

/// How much the peer's window takes.
enum Window {
    /// What the system chooses.
    USUAL(0),
    /// What a connection over a network has in flight, far less than a large answer.
    NETWORK(128 * 1024),
    /// A receive buffer so small that 100,000 bytes do not fit.
    SMALL(8 * 1024);

    private final int receiveBuffer;

    Window(int receiveBuffer) {
        this.receiveBuffer = receiveBuffer;
    }

    /// SO_RCVBUF to set before connecting.
    ///
    /// @return bytes, 0 for none
    int receiveBuffer() {
        return receiveBuffer;
    }

    /// SO_SNDBUF of the closer where the peer takes little: far more than its window, so the rest stays unsent.
    ///
    /// @return bytes, 0 for what the system chooses
    int sendBuffer() {
        return this == USUAL ? 0 : 512 * 1024;
    }
}
