package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A blocking `SocketChannel`, or a non-blocking one that is registered with a selector.
public final class ChannelEndpoint extends ConnectedEndpoint {
    private static final int CHUNK = 64 * 1024;

    private final SocketChannel channel;
    private final @Nullable Selector selector;

    private ChannelEndpoint(SocketChannel channel, @Nullable Selector selector) throws IOException {
        super((InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress) channel.getRemoteAddress());
        this.channel = channel;
        this.selector = selector;
    }

    /// Takes over a channel in blocking mode.
    ///
    /// @param channel the connected channel
    /// @return the endpoint
    /// @throws IOException if the channel is closed
    public static ChannelEndpoint blocking(SocketChannel channel) throws IOException {
        return new ChannelEndpoint(channel, null);
    }

    /// Takes over a channel, makes it non-blocking and registers it with a selector of its own.
    ///
    /// @param channel the connected channel
    /// @return the endpoint
    /// @throws IOException if the channel is closed
    public static ChannelEndpoint registered(SocketChannel channel) throws IOException {
        Selector selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        selector.selectNow();
        return new ChannelEndpoint(channel, selector);
    }

    /// The channel itself, for the calls that only Java has.
    ///
    /// @return the channel
    public SocketChannel channel() {
        return channel;
    }

    /// Lets the selector run once. Only then the kernel learns that a registered channel was closed.
    ///
    /// @return what the call gave
    public Answer select() {
        return JavaCall.answer("selector.selectNow()", () -> selector == null ? 0 : selector.selectNow());
    }

    @Override
    public Answer send(int bytes) {
        return JavaCall.answer("channel.write(" + bytes + " bytes)", () -> {
            ByteBuffer chunk = ByteBuffer.allocateDirect(Math.min(bytes, CHUNK));
            for (int sent = 0; sent < bytes; ) {
                chunk.clear().limit(Math.min(chunk.capacity(), bytes - sent));
                sent += channel.write(chunk);
            }
            return bytes;
        });
    }

    @Override
    public Answer receive(int max) {
        return JavaCall.answer("channel.read(" + max + ")", () -> channel.read(ByteBuffer.allocate(max)));
    }

    @Override
    public Answer shutdown(Half half) {
        return switch (half) {
            case READ -> JavaCall.answer("channel.shutdownInput()", channel::shutdownInput);
            case WRITE -> JavaCall.answer("channel.shutdownOutput()", channel::shutdownOutput);
            case BOTH ->
                JavaCall.answer("channel.shutdownOutput(), shutdownInput()", () -> {
                    channel.shutdownOutput();
                    channel.shutdownInput();
                });
        };
    }

    @Override
    public Answer linger(int seconds) {
        return JavaCall.answer(
                "channel.setOption(SO_LINGER, " + seconds + ")",
                () -> channel.setOption(StandardSocketOptions.SO_LINGER, seconds));
    }

    @Override
    public Answer close() {
        return JavaCall.answer("channel.close()", channel::close);
    }

    @Override
    public int unread() {
        try {
            return channel.socket().getInputStream().available();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void abandon() {
        try {
            channel.close();
            if (selector != null) {
                selector.close();
            }
        } catch (IOException ignore) {
            // Nothing is left to release.
        }
    }
}
