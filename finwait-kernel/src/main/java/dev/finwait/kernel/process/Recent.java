package dev.finwait.kernel.process;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that keeps the entries that were used last.
///
/// @param <K> what names an entry
/// @param <V> what it holds
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    /// Makes an empty map.
    ///
    /// @param most how many entries are kept
    Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
