package dev.finwait.close;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Tells the world about a close: the flight recorder where it runs, and the listeners. Every way to close ends
/// here, once, outside of its locks.
final class Announcement {
    private static final boolean HAS_RECORDER = hasRecorder();

    private Announcement() {}

    static void make(CloseReport report, @Nullable SocketAddress peer) {
        if (HAS_RECORDER) {
            CloseEvent.record(report, peer);
        }
        for (CloseListener listener : CloseListeners.all()) {
            tell(listener, report, peer);
        }
    }

    /// A listener's mistake is not the closing thread's.
    private static void tell(CloseListener listener, CloseReport report, @Nullable SocketAddress peer) {
        try {
            listener.closed(report, peer);
        } catch (RuntimeException | LinkageError | AssertionError mistake) {
            // Promised to be thrown away.
        }
    }

    /// The module jdk.jfr may be absent from a custom run-time image.
    private static boolean hasRecorder() {
        try {
            Class.forName("jdk.jfr.FlightRecorder", false, Announcement.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
