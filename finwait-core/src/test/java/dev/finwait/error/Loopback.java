package dev.finwait.error;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/// Real connections over loopback, brought into the state that a test is about.
final class Loopback {
    private Loopback() {}

    /// What a test does with its end of a connection and with the peer's.
    interface Ends {
        void use(Socket near, Socket peer) throws Exception;
    }

    interface ChannelEnds {
        void use(SocketChannel near, Socket peer) throws Exception;
    }

    interface AsynchronousEnds {
        void use(AsynchronousSocketChannel near, Socket peer) throws Exception;
    }

    static void connected(Ends test) throws Exception {
        try (ServerSocket listener = listener();
                Socket near = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket peer = listener.accept()) {
            test.use(near, peer);
        }
    }

    static void connectedChannel(ChannelEnds test) throws Exception {
        try (ServerSocket listener = listener();
                SocketChannel near = SocketChannel.open(listener.getLocalSocketAddress());
                Socket peer = listener.accept()) {
            test.use(near, peer);
        }
    }

    static void connectedAsynchronousChannel(AsynchronousEnds test) throws Exception {
        try (ServerSocket listener = listener();
                AsynchronousSocketChannel near = AsynchronousSocketChannel.open()) {
            near.connect(listener.getLocalSocketAddress()).get();
            try (Socket peer = listener.accept()) {
                test.use(near, peer);
            }
        }
    }

    static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    static InetSocketAddress closedPort() throws IOException {
        try (ServerSocket listener = listener()) {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }
    }

    /// Closes with linger zero: on loopback the reset has arrived when this returns.
    static void reset(Socket peer) throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    /// Reads until end-of-stream or an error, the error being what the test is after.
    static void readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[8192];
        while (in.read(bytes) >= 0) {}
    }

    static void readAll(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            buffer.clear();
        }
    }

    /// Writes until it fails: on a connection that is over, at the second write at the latest; elsewhere when the
    /// peer's window and this side's buffer are full, which the test must rule out.
    static void writeUntilItFails(Socket socket) throws IOException {
        for (int i = 0; i < 1000; i++) {
            socket.getOutputStream().write(1);
        }
    }

    static void writeUntilItFails(SocketChannel channel) throws IOException {
        for (int i = 0; i < 1000; i++) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        }
    }
}
