package dev.finwait.close;

/// The interrupts of the closing thread: taken away while it works, because a set status would make the
/// JDK close the connection or a selector return at once, and given back at the end.
final class Interruption {
    private boolean noticed;

    boolean noticed() {
        if (Thread.interrupted()) {
            noticed = true;
        }
        return noticed;
    }

    void restore() {
        if (noticed) {
            Thread.currentThread().interrupt();
        }
    }
}
