package dev.finwait.close;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A [SocketChannel], drained in non-blocking mode: an interrupt would close a channel that is blocked
/// in a read, with whatever lies unread. A selector of its own waits, taken only when there is
/// something to wait for; where there is no descriptor for one, the channel is looked at again and again.
final class ChannelTransport implements Transport {
    /// How often the channel is looked at when no selector can watch it.
    private static final long POLL_NANOS = 10_000_000;

    private final SocketChannel channel;
    private final Scratch scratch = new Scratch();
    private @Nullable SelectionKey key;

    ChannelTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isInputShut() {
        try {
            return channel.socket().isInputShutdown();
        } catch (UnsupportedOperationException unixDomain) {
            return false;
        }
    }

    /// The change to non-blocking mode waits for readers and writers in other threads.
    @Override
    public boolean canBlock() {
        return channel.isBlocking();
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public void clearLinger() throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
            channel.setOption(StandardSocketOptions.SO_LINGER, -1);
        }
    }

    /// On a channel that is registered elsewhere it takes effect when that selector runs next.
    @Override
    public void resetOnClose() {
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // Closed or reset already.
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public int discard(int max, long waitNanos) throws IOException {
        stopBlocking();
        int count = readNow(max);
        if (count != 0 || waitNanos <= 0) {
            return count;
        }
        await(SelectionKey.OP_READ, waitNanos);
        return readNow(max);
    }

    void stopBlocking() throws IOException {
        if (channel.isBlocking()) {
            channel.configureBlocking(false);
        }
    }

    private int readNow(int max) throws IOException {
        byte[] bytes = scratch.bytes();
        return scratch.used(channel.read(ByteBuffer.wrap(bytes, 0, Math.min(max, bytes.length))));
    }

    /// Waits until the channel is ready for one of the operations, no longer than a slice.
    void await(int operations, long waitNanos) throws IOException {
        if (waitNanos <= 0) {
            return;
        }
        SelectionKey watching = watch();
        if (watching == null) {
            LockSupport.parkNanos(Math.min(waitNanos, POLL_NANOS));
            return;
        }
        want(watching, operations);
        Selector selector = watching.selector();
        selector.select(Transport.ceilMillis(waitNanos));
        selector.selectedKeys().clear();
    }

    /// @return null when there is no descriptor for a selector
    private @Nullable SelectionKey watch() throws IOException {
        if (key == null) {
            Selector selector;
            try {
                selector = IdleSelectors.take(channel);
            } catch (IOException noDescriptor) {
                return null;
            }
            key = register(selector);
        }
        return key;
    }

    private static void want(SelectionKey key, int operations) throws ClosedChannelException {
        try {
            key.interestOps(operations);
        } catch (CancelledKeyException closedMeanwhile) {
            throw new ClosedChannelException();
        }
    }

    private SelectionKey register(Selector selector) throws IOException {
        try {
            return channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    @Override
    public OptionalLong unread() {
        try {
            return OptionalLong.of(channel.socket().getInputStream().available());
        } catch (IOException | UnsupportedOperationException closedOrShutOrUnixDomain) {
            return OptionalLong.empty();
        }
    }

    /// The selector goes first: while it knows the channel, the descriptor would stay open.
    @Override
    public void close() throws IOException {
        try {
            if (key != null) {
                IdleSelectors.giveBack(key.selector(), key);
            }
        } finally {
            channel.close();
        }
    }

    @Override
    public void abort() throws IOException {
        channel.close();
    }
}
