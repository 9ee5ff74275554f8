package dev.finwait.close;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;

/// Connections whose kernel buffers are small and do not grow, so that few bytes fill them.
final class Pinned {
    private static final int BUFFER = 16 << 10;

    private Pinned() {}

    static void withConnection(Kind kind, Kind.Body body) throws Exception {
        try (ServerSocketChannel channel = ServerSocketChannel.open();
                ServerSocket plain = new ServerSocket();
                Socket peer = new Socket()) {
            ServerSocket listener = kind == Kind.CHANNEL ? channel.socket() : plain;
            listener.setReceiveBufferSize(BUFFER);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            peer.setReceiveBufferSize(BUFFER);
            peer.setSendBufferSize(BUFFER);
            peer.setSoTimeout(60_000);
            peer.connect(listener.getLocalSocketAddress());
            try (Socket ours = kind == Kind.CHANNEL ? channel.accept().socket() : listener.accept()) {
                ours.setSendBufferSize(BUFFER);
                body.run(ours, peer);
            }
        }
    }

    /// What a client does that looks for the answer when it has sent everything.
    static byte[] uploadThenRead(Socket peer, int bytes) throws IOException {
        byte[] block = new byte[10_000];
        for (int sent = 0; sent < bytes; sent += block.length) {
            peer.getOutputStream().write(block);
        }
        return readAllThenClose(peer);
    }

    static byte[] readAllThenClose(Socket peer) throws IOException {
        try (peer;
                InputStream in = peer.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
