package dev.finwait.close;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Over streams, which can only block: a helper thread writes, the calling thread discards and watches the
/// limits. The helper also sends the FIN, because the calling thread may be waiting for input just then.
final class StreamFarewell extends Farewell {
    private static final int PIECE = 16 << 10;

    /// How long the helper may need to notice that its connection was closed.
    private static final long LAST_WAIT_SECONDS = 1;

    private final Transport transport;
    private final Socket socket;
    private final LastBytes last;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean everythingSent;
    private volatile @Nullable IOException failure;
    private boolean started;
    private boolean inputOver;
    private long noticed;

    StreamFarewell(Transport transport, Socket socket, LastBytes last) {
        super(transport);
        this.transport = transport;
        this.socket = socket;
        this.last = last;
    }

    @Override
    Step step(Limits limits, long waitNanos) throws IOException {
        if (!started) {
            started = true;
            inputOver = transport.isInputShut();
            HelperThreads.start("finwait-send", this::write);
        }
        // In slices also where the transport would wait longer, because the writer may fail meanwhile.
        boolean received = discardOrFail(limits, Math.min(waitNanos, Transport.SLICE_NANOS)) > 0;
        boolean wrote = noticeProgress(limits);
        if (ended.getCount() == 0) {
            return end();
        }
        return received || wrote ? Step.PROGRESS : Step.NOTHING;
    }

    /// A failed write closes an SSLSocket, and its reader then hears only of that.
    private int discardOrFail(Limits limits, long waitNanos) throws IOException {
        try {
            return discard(limits, waitNanos);
        } catch (IOException e) {
            if (!transport.isOpen()) {
                awaitWriter(Transport.SLICE_NANOS);
            }
            IOException earlier = failure;
            throw earlier != null && Resets.isReset(earlier) ? earlier : e;
        }
    }

    private int discard(Limits limits, long waitNanos) throws IOException {
        if (inputOver) {
            awaitWriter(waitNanos);
            return 0;
        }
        int count = transport.discard(limits.bytesWanted(), waitNanos);
        if (count == Transport.END_OF_STREAM) {
            inputOver = true;
        } else if (count > 0) {
            limits.drained(count);
        }
        return count;
    }

    private boolean noticeProgress(Limits limits) {
        long more = sent.get() - noticed;
        if (more > 0) {
            noticed += more;
            limits.sent(more);
        }
        return more > 0;
    }

    private Step end() throws IOException {
        IOException thrown = failure;
        if (!everythingSent && thrown != null) {
            throw thrown;
        }
        return Step.DONE;
    }

    private void awaitWriter(long nanos) {
        try {
            if (ended.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    boolean everythingSent() {
        return everythingSent;
    }

    @Override
    long sent() {
        return sent.get();
    }

    /// The caller may use the memory or the stream again once the helper has ended.
    @Override
    void finish() {
        if (started) {
            awaitWriter(TimeUnit.SECONDS.toNanos(LAST_WAIT_SECONDS));
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int count = last.read(piece); count != LastBytes.END; count = last.read(piece)) {
                out.write(piece, 0, count);
                sent.addAndGet(count);
            }
            everythingSent = true;
            transport.shutdownOutput();
        } catch (IOException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }
}
