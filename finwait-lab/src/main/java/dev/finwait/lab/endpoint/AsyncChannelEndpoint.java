package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;

/// An `AsynchronousSocketChannel`, each operation awaited.
public final class AsyncChannelEndpoint extends ConnectedEndpoint {
    private final AsynchronousSocketChannel channel;

    /// Takes over a connected channel.
    ///
    /// @param channel the channel
    /// @throws IOException if it is closed
    public AsyncChannelEndpoint(AsynchronousSocketChannel channel) throws IOException {
        super((InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress) channel.getRemoteAddress());
        this.channel = channel;
    }

    @Override
    public Answer send(int bytes) {
        return JavaCall.answer("channel.write(" + bytes + " bytes)", () -> {
            ByteBuffer data = ByteBuffer.allocate(bytes);
            while (data.hasRemaining()) {
                JavaCall.await(channel.write(data));
            }
            return bytes;
        });
    }

    @Override
    public Answer receive(int max) {
        return JavaCall.answer(
                "channel.read(" + max + ")", () -> JavaCall.await(channel.read(ByteBuffer.allocate(max))));
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
                () -> channel.setOption(java.net.StandardSocketOptions.SO_LINGER, seconds));
    }

    @Override
    public Answer close() {
        return JavaCall.answer("channel.close()", channel::close);
    }

    /// Not to be had: this kind of channel has no way to ask.
    @Override
    public int unread() {
        return 0;
    }

    @Override
    public void abandon() {
        try {
            channel.close();
        } catch (IOException ignore) {
            // Nothing is left to release.
        }
    }
}
