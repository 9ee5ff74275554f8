package dev.finwait.linux.socket;

/// Which directions shutdown(2) ends.
public enum Shutdown {
    /// Receiving: sends nothing; on Linux data that still comes can be read.
    RD(0),
    /// Sending: a FIN follows the queued data (half-close).
    WR(1),
    /// Both.
    RDWR(2);

    private final int number;

    Shutdown(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
