package dev.finwait.cli.watch;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.kernel.WatchListener;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries what the watch's thread tells to the thread that judges and prints, so that a slow
/// terminal does not hold up the reading at once. When it is full it does: then the kernel's own
/// buffers fill, and what these lose is counted.
final class ToldQueue implements WatchListener {
    /// A few seconds of a very bad day; about a kilobyte each.
    private static final int MOST = 1 << 15;

    private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
    private volatile boolean open;
    private final Semaphore room = new Semaphore(MOST);

    /// The next thing that was told.
    ///
    /// @param millis how long to wait for it
    /// @return null when there was none
    @Nullable
    Told poll(long millis) throws InterruptedException {
        Told told = queue.poll(millis, TimeUnit.MILLISECONDS);
        if (told != null) {
            room.release();
        }
        return told;
    }

    /// Lets everything in from now on: the watch is about to end, and what it still has is little.
    void open() {
        if (!open) {
            open = true;
            room.release(MOST);
        }
    }

    private void put(Told told) {
        if (!open) {
            room.acquireUninterruptibly();
        }
        queue.add(told);
    }

    @Override
    public void reset(ConnectionFacts facts) {
        put(new Told.Reset(facts));
    }

    @Override
    public void lost(long events) {
        put(new Told.Lost(events));
    }

    @Override
    public void note(String note) {
        put(new Told.Note(note));
    }

    @Override
    public void failed(IOException why) {
        put(new Told.Failed(why));
    }
}
