package dev.finwait.linux.server;

import dev.finwait.linux.Linux;
import dev.finwait.linux.diag.SocketDiagnostics;
import dev.finwait.linux.socket.BpfFilter;
import dev.finwait.server.spi.AdmissionControl;
import dev.finwait.server.spi.ListenerHandle;
import dev.finwait.server.spi.StoppedAdmission;
import dev.finwait.server.spi.StoppedAdmission.Means;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// Keeps new connections away from a listening socket: by a filter that drops SYNs, where the kernel lets this
/// process attach one, else by a minimum TTL, which needs no privilege.
///
/// Thread-safe.
public final class ListenerAdmission implements AdmissionControl {
    private final boolean filterAllowed;
    private volatile Optional<SocketDiagnostics> diagnostics = Optional.empty();

    /// Makes a control that opens its netlink socket when asked whether it is available; for the service loader.
    public ListenerAdmission() {
        this(true);
    }

    ListenerAdmission(boolean filterAllowed) {
        this.filterAllowed = filterAllowed;
    }

    @Override
    public synchronized boolean isAvailable() {
        if (diagnostics.isEmpty() && Linux.isAvailable()) {
            diagnostics = SocketDiagnostics.open();
        }
        return diagnostics.isPresent();
    }

    @Override
    public Optional<StoppedAdmission> stop(ListenerHandle listener) {
        Optional<SocketDiagnostics> opened = diagnostics;
        try {
            return opened.isPresent() ? stop(opened.get(), listener) : Optional.empty();
        } catch (IOException closedOrNotInternet) {
            return Optional.empty();
        }
    }

    private Optional<StoppedAdmission> stop(SocketDiagnostics kernel, ListenerHandle listener) throws IOException {
        int port = listener.address().getPort();
        OptionalInt descriptor = ListenerSearch.find(kernel, listener);
        if (descriptor.isEmpty()) {
            return Optional.empty();
        }
        int fd = descriptor.getAsInt();
        try {
            Backlog backlog =
                    new Backlog(kernel, port, OwnDescriptors.inodeOf(fd).orElse(0));
            return stop(fd, backlog);
        } finally {
            OwnDescriptors.close(fd);
        }
    }

    private Optional<StoppedAdmission> stop(int fd, Backlog backlog) {
        if (filterAllowed && BpfFilter.dropSyn().attachTo(fd).ok()) {
            return Optional.of(new Stopped(Means.SYN_FILTER, backlog, Long.MAX_VALUE, connection -> {}));
        }
        long untouched = backlog.queued().orElse(0);
        return MinimumTtl.raise(fd).map(ttl -> new Stopped(Means.MINIMUM_TTL, backlog, untouched, ttl::restore));
    }
}
