package dev.finwait.bench.held;

import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.LingerPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// A way to serve one connection and to close it gracefully.
enum Closer {
    /// A `java.net.Socket`, closed by the thread that served it.
    SOCKET {
        @Override
        CloseReport serve(ServerSocketChannel listener) throws IOException {
            throw new IllegalStateException("a channel makes no socket of its own");
        }

        @Override
        CloseReport serve(ServerSocket listener) throws IOException {
            Socket socket = listener.accept();
            socket.getInputStream().readNBytes(Peer.REQUEST);
            socket.getOutputStream().write(new byte[Peer.ANSWER]);
            return GracefulClose.close(socket);
        }
    },

    /// A `SocketChannel`, closed by the thread that served it.
    CHANNEL {
        @Override
        CloseReport serve(ServerSocketChannel listener) throws IOException {
            return GracefulClose.close(answered(listener));
        }
    },

    /// A `SocketChannel`, handed to a pool.
    POOL {
        @Override
        CloseReport serve(ServerSocketChannel listener) throws IOException {
            return LingerPool.shared()
                    .close(answered(listener))
                    .toCompletableFuture()
                    .join();
        }
    };

    abstract CloseReport serve(ServerSocketChannel listener) throws IOException;

    CloseReport serve(ServerSocket listener) throws IOException {
        return serve(listener.getChannel());
    }

    ServerSocket listen(InetSocketAddress address) throws IOException {
        ServerSocket listener =
                this == SOCKET ? new ServerSocket() : ServerSocketChannel.open().socket();
        listener.bind(address);
        return listener;
    }

    private static SocketChannel answered(ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        ByteBuffer buffer = ByteBuffer.allocate(Peer.ANSWER).limit(Peer.REQUEST);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the peer closed within its request");
            }
        }
        channel.write(buffer.clear());
        return channel;
    }
}
