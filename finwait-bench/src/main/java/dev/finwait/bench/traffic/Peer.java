package dev.finwait.bench.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One end of a connection. Used by one thread, but [#close()] by any.
final class Peer implements AutoCloseable {
    private static final int READ_BYTES = 16 << 10;
    private static final int MEETING_SECONDS = 60;

    private final SocketChannel channel;
    private final CyclicBarrier meeting;

    /// @param channel a connected channel, in blocking mode
    /// @param meeting where the two ends wait for each other
    Peer(SocketChannel channel, CyclicBarrier meeting) {
        this.channel = channel;
        this.meeting = meeting;
    }

    void send(Message message) throws IOException {
        ByteBuffer[] bytes = message.bytes();
        while (bytes[0].hasRemaining() || bytes[1].hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Sends to an end that may have gone: fails as the kernel wants it, or not at all.
    void sendInVain(Message message) {
        try {
            send(message);
        } catch (IOException ignore) {
            // That is the ending that was asked for.
        }
    }

    void receive(Message message) throws IOException {
        receive(message.length());
    }

    /// @throws IOException if the stream ends before that many bytes
    void receive(int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(Math.min(bytes, READ_BYTES));
        int missing = bytes;
        while (missing > 0) {
            into.clear().limit(Math.min(missing, into.capacity()));
            int count = channel.read(into);
            if (count < 0) {
                throw new IOException("the stream ended " + missing + " bytes early");
            }
            missing -= count;
        }
    }

    /// Receives up to the end of the stream, which must be an orderly one.
    void receiveToEnd() throws IOException {
        ByteBuffer into = ByteBuffer.allocate(READ_BYTES);
        while (channel.read(into) >= 0) {
            into.clear();
        }
    }

    /// Receives up to the end of the stream or a reset.
    void receiveToAnyEnd() {
        try {
            receiveToEnd();
        } catch (IOException ignore) {
            // That is the ending that was asked for.
        }
    }

    /// Waits until bytes lie in the receive queue, and leaves them there.
    void awaitUnread() throws IOException, InterruptedException {
        InputStream queue = channel.socket().getInputStream();
        while (queue.available() == 0) {
            Thread.sleep(1);
        }
    }

    void idle(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /// Waits until the other end is here too.
    void meet() throws IOException, InterruptedException {
        try {
            meeting.await(MEETING_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("the other end did not come", e);
        }
    }

    void bufferWhatIsSent(int bytes) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
    }

    void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /// Closes as close(2) does: with bytes unread by a reset.
    @Override
    public void close() throws IOException {
        channel.close();
    }

    void closeLingeringZero() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }
}
