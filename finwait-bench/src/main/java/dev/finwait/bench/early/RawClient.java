package dev.finwait.bench.early;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request on a connection of its own. It uploads everything it said it would, even when it has the answer,
/// goes on reading when a write failed, and notes what happened.
///
/// For use by one thread.
final class RawClient {
    /// How long neither side may move a byte.
    static final Duration STALL = Duration.ofSeconds(4);

    private static final long LONGEST_NANOS = Duration.ofMinutes(3).toNanos();
    private static final int CHUNK = 64 << 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Upload upload;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final AnswerReader answer = new AnswerReader();
    private final ByteBuffer arriving = ByteBuffer.allocateDirect(CHUNK);
    private final ByteBuffer leaving = ByteBuffer.allocateDirect(CHUNK);
    private final long started = System.nanoTime();
    private long lastMoved = started;
    private long bodyLeft;
    private boolean writing = true;
    private boolean writeFailedFirst;
    private Ending.@Nullable Kind ended;

    private RawClient(SocketChannel channel, Selector selector, Upload upload) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.upload = upload;
        bodyLeft = upload.bytes();
        key = channel.register(selector, 0);
        leaving.put(("POST " + upload.answer().path() + " HTTP/1.1\r\nHost: bench\r\nContent-Length: " + upload.bytes()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        leaving.flip();
    }

    /// Connects, uploads, reads, closes.
    static Ending exchange(InetSocketAddress server, Upload upload) {
        try (SocketChannel channel = SocketChannel.open(server);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            return new RawClient(channel, selector, upload).run();
        } catch (IOException e) {
            return new Ending(Ending.Kind.OTHER, false);
        }
    }

    private Ending run() throws IOException {
        while (ended == null || writing) {
            key.interestOps((reads() ? SelectionKey.OP_READ : 0) | (writesNow() ? SelectionKey.OP_WRITE : 0));
            selector.select(this::serve, waitMillis());
            checkTime();
        }
        return new Ending(ended, writeFailedFirst);
    }

    private boolean reads() {
        return ended == null && (upload.order() == Order.READS_WHILE_WRITING || !writing);
    }

    private boolean writesNow() {
        return writing && (leaving.hasRemaining() || nanosUntilNextChunk() <= 0);
    }

    /// Until the pace of the upload allows the next bytes.
    private long nanosUntilNextChunk() {
        if (upload.bytesPerSecond() == 0) {
            return 0;
        }
        long sent = upload.bytes() - bodyLeft;
        return started + sent * NANOS_PER_SECOND / upload.bytesPerSecond() - System.nanoTime();
    }

    private long waitMillis() {
        long most = STALL.toMillis() / 8;
        return writing && !writesNow() ? Math.clamp(nanosUntilNextChunk() / 1_000_000, 1, most) : most;
    }

    private void serve(SelectionKey ready) {
        if (ready.isReadable()) {
            read();
        }
        if (ready.isWritable()) {
            write();
        }
    }

    private void read() {
        try {
            int count = channel.read(arriving.clear());
            if (count < 0) {
                end(answer.isFull(upload.answer()) ? Ending.Kind.FULL : cutShort());
                return;
            }
            lastMoved = System.nanoTime();
            answer.add(arriving.flip());
        } catch (IOException e) {
            end(cutShort());
        }
    }

    private void write() {
        try {
            if (!leaving.hasRemaining() && bodyLeft > 0) {
                leaving.clear().limit((int) Math.min(CHUNK, bodyLeft));
                bodyLeft -= leaving.remaining();
            }
            if (channel.write(leaving) > 0) {
                lastMoved = System.nanoTime();
            }
            writing = leaving.hasRemaining() || bodyLeft > 0;
        } catch (IOException e) {
            writing = false;
            writeFailedFirst = !answer.isFull(upload.answer());
        }
    }

    /// Gives up when nothing moves, and on a client or server that moves for ever.
    private void checkTime() {
        long now = System.nanoTime();
        boolean paused = writing && !writesNow();
        boolean stalled = !paused && now - lastMoved > STALL.toNanos();
        if (stalled || now - started > LONGEST_NANOS) {
            boolean unexpected = !answer.isExpected();
            end(unexpected ? Ending.Kind.OTHER : Ending.Kind.MUTUAL_WAIT);
            writing = false;
        }
    }

    private void end(Ending.Kind kind) {
        if (ended == null) {
            ended = kind == Ending.Kind.MUTUAL_WAIT && answer.isFull(upload.answer())
                    ? Ending.Kind.FULL_NOT_CLOSED
                    : kind;
        }
    }

    private Ending.Kind cutShort() {
        if (!answer.isExpected()) {
            return Ending.Kind.OTHER;
        }
        if (answer.isFull(upload.answer())) {
            return Ending.Kind.FULL_NOT_CLOSED;
        }
        return answer.nothingArrived() ? Ending.Kind.NOTHING : Ending.Kind.PARTIAL;
    }
}
