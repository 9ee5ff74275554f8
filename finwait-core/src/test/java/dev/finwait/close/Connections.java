package dev.finwait.close;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Any number of connections over loopback; those of the peers are plain sockets.
final class Connections implements AutoCloseable {
    record Connection(SocketChannel ours, Socket peer) {
        void send(byte[] bytes) throws IOException {
            peer.getOutputStream().write(bytes);
        }
    }

    private final ServerSocketChannel listener;
    private final List<Connection> all = new ArrayList<>();

    Connections() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    }

    Connection open() throws IOException {
        Socket peer =
                new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
        peer.setSoTimeout(60_000);
        Connection connection = new Connection(listener.accept(), peer);
        all.add(connection);
        return connection;
    }

    List<Connection> open(int count) throws IOException {
        List<Connection> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(open());
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : all) {
            connection.peer().close();
            connection.ours().close();
        }
        listener.close();
    }
}
