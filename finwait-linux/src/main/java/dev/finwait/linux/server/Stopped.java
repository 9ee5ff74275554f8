package dev.finwait.linux.server;

import dev.finwait.linux.ErrnoException;
import dev.finwait.server.spi.StoppedAdmission;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A listening socket that takes no SYN any more.
final class Stopped implements StoppedAdmission {
    /// A SYN that passed the check just before may take another processor this long to show up.
    private static final long GRACE_NANOS = 10_000_000;

    private final Means means;
    private final Backlog backlog;
    private final LongConsumer restore;
    private final long since = System.nanoTime();
    /// The connections at the head of the queue that joined it before admission stopped: they inherited nothing.
    private long untouched;

    private @Nullable Set<Backlog.Ends> pending;

    Stopped(Means means, Backlog backlog, long untouched, LongConsumer restore) {
        this.means = means;
        this.backlog = backlog;
        this.untouched = untouched;
        this.restore = restore;
    }

    @Override
    public Means means() {
        return means;
    }

    /// Handshakes that begin later belong to other listeners on the port.
    @Override
    public boolean isSettled() {
        if (System.nanoTime() - since < GRACE_NANOS) {
            return false;
        }
        try {
            Set<Backlog.Ends> underWay = backlog.handshakes();
            Set<Backlog.Ends> ours = pending == null ? underWay : pending;
            ours.retainAll(underWay);
            pending = ours;
            return ours.isEmpty();
        } catch (ErrnoException cannotTell) {
            return true;
        }
    }

    @Override
    public void release(InetSocketAddress local, InetSocketAddress remote) {
        if (untouched > 0) {
            untouched--;
            return;
        }
        backlog.inodeOf(local, remote).ifPresent(restore);
    }

    @Override
    public OptionalLong queued() {
        return backlog.queued();
    }
}
