package dev.finwait.close;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// The listeners of this JVM, in the order in which they were added.
///
/// Thread-safe. While a listener is added or removed, a close that ends at the same time may or may not be told
/// to it.
public final class CloseListeners {
    private static final List<CloseListener> ALL = new CopyOnWriteArrayList<>();

    private CloseListeners() {}

    /// Adds a listener. One that is added twice is told twice.
    ///
    /// @param listener the listener
    /// @throws NullPointerException if it is null
    public static void add(CloseListener listener) {
        ALL.add(Objects.requireNonNull(listener, "listener"));
    }

    /// Removes a listener once; does nothing when it was not added.
    ///
    /// @param listener the listener
    /// @return whether it was there
    /// @throws NullPointerException if it is null
    public static boolean remove(CloseListener listener) {
        return ALL.remove(Objects.requireNonNull(listener, "listener"));
    }

    static List<CloseListener> all() {
        return ALL;
    }
}
