package dev.finwait.bench.blocking;

import dev.finwait.close.GracefulClose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Takes one request of 100 bytes from each connection, answers 200 bytes, and closes.
sealed interface Server extends AutoCloseable {
    /// The bytes of a request.
    int REQUEST = 100;

    /// The bytes of an answer.
    int ANSWER = 200;

    /// Serves one connection. May be called by several threads.
    ///
    /// @param graceful how to close
    /// @throws IOException if the connection fails
    void serveOne(boolean graceful) throws IOException;

    /// The port it listens on.
    ///
    /// @return the port
    int port();

    @Override
    void close() throws IOException;

    /// A server of `java.net.Socket`s.
    ///
    /// @param listener accepts
    record OfSockets(ServerSocket listener) implements Server {
        static OfSockets open() throws IOException {
            return new OfSockets(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
        }

        @Override
        public void serveOne(boolean graceful) throws IOException {
            Socket socket = listener.accept();
            socket.getInputStream().readNBytes(REQUEST);
            socket.getOutputStream().write(new byte[ANSWER]);
            if (graceful) {
                GracefulClose.close(socket);
            } else {
                socket.close();
            }
        }

        @Override
        public int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    /// A server of blocking `SocketChannel`s.
    ///
    /// @param listener accepts
    record OfChannels(ServerSocketChannel listener) implements Server {
        static OfChannels open() throws IOException {
            return new OfChannels(
                    ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024));
        }

        @Override
        public void serveOne(boolean graceful) throws IOException {
            SocketChannel channel = listener.accept();
            ByteBuffer buffer = ByteBuffer.allocate(ANSWER).limit(REQUEST);
            while (buffer.hasRemaining()) {
                channel.read(buffer);
            }
            channel.write(buffer.clear());
            if (graceful) {
                GracefulClose.close(channel);
            } else {
                channel.close();
            }
        }

        @Override
        public int port() {
            return listener.socket().getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
