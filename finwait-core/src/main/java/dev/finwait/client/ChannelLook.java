package dev.finwait.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// Looks at a channel through a selector. Readable without a byte to read is an end, and stays one: only
/// then a read is made, to tell an orderly end from a reset.
final class ChannelLook {
    private final SocketChannel channel;

    ChannelLook(SocketChannel channel) {
        this.channel = channel;
    }

    Staleness staleness() throws IOException {
        boolean blocking = channel.isBlocking();
        if (blocking) {
            channel.configureBlocking(false);
        }
        try {
            return readable() ? ofReadable() : Staleness.FRESH;
        } finally {
            if (blocking) {
                channel.configureBlocking(true);
            }
        }
    }

    private boolean readable() throws IOException {
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0;
        }
    }

    private Staleness ofReadable() {
        try {
            if (channel.socket().getInputStream().available() > 0) {
                return Staleness.UNREAD_DATA;
            }
            return channel.read(ByteBuffer.allocate(1)) < 0 ? Staleness.END_OF_STREAM : Staleness.UNREAD_DATA;
        } catch (UnsupportedOperationException unixDomain) {
            return Staleness.UNKNOWN;
        } catch (IOException reset) {
            return channel.isOpen() ? Staleness.RESET : Staleness.CLOSED;
        }
    }
}
