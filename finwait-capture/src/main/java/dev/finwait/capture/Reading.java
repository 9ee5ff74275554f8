package dev.finwait.capture;

import dev.finwait.capture.decode.SegmentSource;
import dev.finwait.capture.segment.SegmentBatch;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A thread that fills batches, while another one empties them. A few batches go round, so
/// that neither gets far ahead of the other.
final class Reading implements AutoCloseable {
    private static final int BATCHES = 6;

    /// So many segments take about 400 kB, a few of which fit into a processor's cache.
    private static final int SEGMENTS = 4096;

    private static final long LONGEST_GOODBYE_MILLIS = 1000;

    private final SegmentSource source;
    private final BlockingQueue<SegmentBatch> empty = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Handover> filled = new ArrayBlockingQueue<>(BATCHES + 1);
    private final Thread thread;

    /// A batch, and whether it is the last; or why there is none.
    private record Handover(
            @Nullable SegmentBatch batch,
            boolean last,
            @Nullable Throwable failure) {}

    private boolean over;

    Reading(SegmentSource source) {
        this.source = source;
        for (int i = 0; i < BATCHES; i++) {
            empty.add(source.newBatch(SEGMENTS));
        }
        thread = new Thread(this::read, "finwait-capture-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /// Reads until the end. What goes wrong is for the other thread to throw.
    private void read() {
        try {
            boolean more = true;
            while (more) {
                SegmentBatch batch = empty.take();
                more = source.fill(batch);
                filled.put(new Handover(batch, !more, null));
            }
        } catch (InterruptedException e) {
            // The other thread has given up.
        } catch (IOException | RuntimeException | Error e) {
            filled.add(new Handover(null, true, e));
        }
    }

    /// Waits for the next batch. Give it back by [#recycle].
    ///
    /// @return the batch; null when none came within the time, or none will come any more
    @Nullable
    SegmentBatch next(long millis) throws IOException, InterruptedException {
        Handover handover = over ? null : filled.poll(millis, TimeUnit.MILLISECONDS);
        if (handover == null) {
            return null;
        }
        over = handover.last;
        if (handover.failure instanceof IOException failure) {
            throw failure;
        }
        if (handover.failure != null) {
            throw new IllegalStateException("the captures cannot be read on", handover.failure);
        }
        return handover.batch;
    }

    void recycle(SegmentBatch batch) {
        empty.add(batch);
    }

    /// Whether the last batch was taken.
    boolean isOver() {
        return over;
    }

    /// Waits for the thread, which is at its end, or is told to end. One that waits for a pipe cannot
    /// be woken; it is left behind, and dies with the process or the pipe.
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            source.close();
        }
    }
}
