package dev.finwait.capture;

import dev.finwait.capture.decode.SegmentSource;
import dev.finwait.capture.flow.FlowCounts;
import dev.finwait.capture.flow.FlowListener;
import dev.finwait.capture.flow.Flows;
import dev.finwait.capture.flow.Story;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread that follows the connections of what is read, while the thread that made it tells a listener what
/// was found so far.
final class Following implements AutoCloseable {
    /// How often a silent stream is looked after, and progress told.
    private static final long TICK_MILLIS = 100;

    /// A stream whose packets are no older than this is one that is being captured: 60 s.
    private static final long LIVE_MILLIS = 60_000;

    /// Packets may lie so long in the buffers of whoever captures them: 1 s.
    private static final long BUFFERED_MILLIS = 1_000;

    /// What was found in so many batches may wait to be told, so that a slow listener holds the reading up.
    private static final int MOST_WAITING = 8;

    private static final long LONGEST_GOODBYE_MILLIS = 1_000;

    private final Reading reading;
    private final SegmentSource source;
    private final long totalBytes;
    private final Choice choice;
    private final Flows flows;
    private final BlockingQueue<Handover> found = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private List<Consumer<CaptureListener>> news = new ArrayList<>();
    private long ticked;

    /// What was found in a batch, and whether it was the last; or why there are no more.
    private record Handover(
            List<Consumer<CaptureListener>> news,
            boolean last,
            @Nullable Throwable failure) {}

    Following(Reading reading, SegmentSource source, CaptureOptions options, long totalBytes) {
        this.reading = reading;
        this.source = source;
        this.totalBytes = totalBytes;
        choice = new Choice(options);
        flows = new Flows(choice.flows(), new Noting());
        thread = new Thread(this::run, "finwait-follower");
        thread.setDaemon(true);
        thread.start();
    }

    /// Tells the listener until all is told.
    ///
    /// @return what was counted
    FlowCounts tell(CaptureListener listener) throws IOException, InterruptedException {
        for (Handover handover = found.take(); ; handover = found.take()) {
            handover.news.forEach(item -> item.accept(listener));
            if (handover.failure instanceof IOException failure) {
                throw failure;
            }
            if (handover.failure != null) {
                throw new IllegalStateException("the connections cannot be followed on", handover.failure);
            }
            if (handover.last) {
                return flows.counts();
            }
        }
    }

    /// Follows until the end. What goes wrong is for the other thread to throw, after what was found before.
    private void run() {
        try {
            try {
                follow();
                handOver(true, null);
            } catch (IOException | RuntimeException | Error e) {
                handOver(true, e);
            }
        } catch (InterruptedException e) {
            // The other thread has given up.
        }
    }

    private void follow() throws IOException, InterruptedException {
        boolean any = false;
        long latest = System.currentTimeMillis();
        while (!reading.isOver()) {
            SegmentBatch batch = reading.next(TICK_MILLIS);
            long now = System.currentTimeMillis();
            if (batch == null) {
                silence(now, latest);
            } else {
                latest = now;
                if (!any && batch.size > 0) {
                    any = true;
                    choice.begin(batch.nanos[0]);
                }
                flows.accept(batch);
                reading.recycle(batch);
            }
            progress(now);
            if (!news.isEmpty()) {
                handOver(false, null);
            }
        }
        flows.finish();
    }

    /// On a stream that is being captured, time passes also without packets. A file, or a stream of an
    /// old one, only stalls.
    private void silence(long now, long latest) {
        boolean live = totalBytes < 0 && Math.abs(now - flows.now() / 1_000_000) < LIVE_MILLIS;
        if (live && now - latest > BUFFERED_MILLIS) {
            flows.passed((now - latest - BUFFERED_MILLIS) * 1_000_000);
        }
    }

    private void progress(long now) {
        if (now - ticked >= TICK_MILLIS) {
            ticked = now;
            SegmentSource.Progress soFar = source.progress();
            CaptureProgress progress =
                    new CaptureProgress(soFar.bytesRead(), totalBytes, soFar.packets(), flows.counts().connections);
            news.add(listener -> listener.progress(progress));
        }
    }

    private void handOver(boolean last, @Nullable Throwable failure) throws InterruptedException {
        found.put(new Handover(news, last, failure));
        news = new ArrayList<>();
    }

    /// Waits for the thread, which is at its end, or is told to end.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Notes what the flows tell.
    private final class Noting implements FlowListener {
        @Override
        public void reset(ConnectionFacts facts) {
            news.add(listener -> listener.reset(facts));
        }

        @Override
        public void story(Endpoint client, Endpoint server, Story story, @Nullable ConnectionFacts facts) {
            ConnectionStory told =
                    new ConnectionStory(client, server, story.segments(), story.resumesAt(), story.leftOut(), facts);
            news.add(listener -> listener.story(told));
        }
    }
}
