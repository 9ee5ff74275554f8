package dev.finwait.linux.server;

import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.diag.SocketStatus;
import dev.finwait.server.spi.ListenerHandle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the descriptor behind a listening socket of the JDK, which does not tell it: among the descriptors of
/// this process that listen on the port, it is the one whose SO_REUSEADDR follows the JDK's.
final class ListenerSearch {
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;

    private ListenerSearch() {}

    /// Two searches at once would take each other's flip for their own.
    ///
    /// @return a duplicate of the descriptor, to be closed by the caller; empty when it is not found for certain
    static synchronized OptionalInt find(SocketDiagnostics diagnostics, ListenerHandle listener) throws IOException {
        Set<Long> inodes = diagnostics.listeners(listener.address().getPort()).stream()
                .map(SocketStatus::inode)
                .collect(Collectors.toSet());
        List<Integer> candidates = new ArrayList<>();
        for (int fd : OwnDescriptors.ofSockets(inodes::contains)) {
            OwnDescriptors.duplicate(fd).ifPresent(candidates::add);
        }
        // The number may have been given to another file between the look and the duplication.
        List<Integer> follow = following(candidates, listener).stream()
                .filter(fd -> inodes.contains(OwnDescriptors.inodeOf(fd).orElse(0)))
                .toList();
        OptionalInt found = follow.size() == 1 ? OptionalInt.of(follow.get(0)) : OptionalInt.empty();
        candidates.stream()
                .filter(fd -> found.isEmpty() || fd != found.getAsInt())
                .forEach(OwnDescriptors::close);
        return found;
    }

    private static List<Integer> following(List<Integer> candidates, ListenerHandle listener) throws IOException {
        boolean original = listener.reuseAddress();
        List<Integer> before = with(original, candidates);
        listener.reuseAddress(!original);
        try {
            before.retainAll(with(!original, candidates));
        } finally {
            listener.reuseAddress(original);
        }
        before.retainAll(with(original, candidates));
        return before;
    }

    private static List<Integer> with(boolean on, List<Integer> descriptors) {
        return descriptors.stream()
                .filter(fd ->
                        OwnDescriptors.option(fd, SOL_SOCKET, SO_REUSEADDR).orElse(-1) == (on ? 1 : 0))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
