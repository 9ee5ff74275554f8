package dev.finwait.close;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// Over a channel: one thread, which waits for either direction at once.
final class ChannelFarewell extends Farewell {
    private final ChannelTransport transport;
    private final SocketChannel channel;
    private final LastBytes last;
    private volatile boolean everythingSent;
    private long sent;
    private boolean inputOver;

    ChannelFarewell(ChannelTransport transport, SocketChannel channel, LastBytes last) {
        super(transport);
        this.transport = transport;
        this.channel = channel;
        this.last = last;
    }

    @Override
    Step step(Limits limits, long waitNanos) throws IOException {
        transport.stopBlocking();
        long count = last.writeTo(channel);
        if (count == LastBytes.END) {
            everythingSent = true;
            return Step.DONE;
        }
        if (count > 0) {
            sent += count;
            limits.sent(count);
        }
        int discarded = inputOver ? 0 : discard(limits);
        if (count > 0 || discarded > 0) {
            return Step.PROGRESS;
        }
        transport.await(inputOver ? SelectionKey.OP_WRITE : SelectionKey.OP_WRITE | SelectionKey.OP_READ, waitNanos);
        return Step.NOTHING;
    }

    private int discard(Limits limits) throws IOException {
        int count = transport.discard(limits.bytesWanted(), 0);
        if (count == Transport.END_OF_STREAM) {
            inputOver = true;
        } else if (count > 0) {
            limits.drained(count);
        }
        return count;
    }

    @Override
    boolean everythingSent() {
        return everythingSent;
    }

    @Override
    long sent() {
        return sent;
    }
}
