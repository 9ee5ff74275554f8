package dev.finwait.close;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// What the closing side of a connection over loopback is made of. Its peer is always a plain socket.
enum Kind {
    SOCKET {
        @Override
        void withConnection(Body body) throws Exception {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                    Socket ours = listener.accept()) {
                peer.setSoTimeout(PEER_TIMEOUT_MILLIS);
                body.run(ours, peer);
            }
        }
    },

    /// The socket handed to the test is the channel's view; Finwait closes it as a channel.
    CHANNEL {
        @Override
        void withConnection(Body body) throws Exception {
            withChannel((ours, peer) -> body.run(ours.socket(), peer));
        }
    };

    private static final int PEER_TIMEOUT_MILLIS = 60_000;

    abstract void withConnection(Body body) throws Exception;

    static void withChannel(ChannelBody body) throws Exception {
        try (ServerSocketChannel listener = listen();
                Socket peer = new Socket(
                        InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
                SocketChannel ours = listener.accept()) {
            peer.setSoTimeout(PEER_TIMEOUT_MILLIS);
            body.run(ours, peer);
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    }

    @FunctionalInterface
    interface Body {
        void run(Socket ours, Socket peer) throws Exception;
    }

    @FunctionalInterface
    interface ChannelBody {
        void run(SocketChannel ours, Socket peer) throws Exception;
    }
}
