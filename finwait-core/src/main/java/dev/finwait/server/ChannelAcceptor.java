package dev.finwait.server;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A `ServerSocketChannel` in non-blocking mode, with a selector of its own to wait at.
final class ChannelAcceptor implements Acceptor<SocketChannel> {
    private final ServerSocketChannel listener;
    private final Selector selector;

    ChannelAcceptor(ServerSocketChannel listener) throws IOException {
        this.listener = listener;
        listener.configureBlocking(false);
        selector = listener.provider().openSelector();
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public @Nullable SocketChannel accept(Duration wait) throws IOException {
        SocketChannel connection = listener.accept();
        if (connection != null || wait.isZero()) {
            return connection;
        }
        selector.select(Math.max(1, wait.toMillis()));
        selector.selectedKeys().clear();
        return listener.accept();
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public boolean isOpen() {
        return listener.isOpen();
    }

    @Override
    public CloseReport close(SocketChannel connection, CloseBudget budget) {
        return GracefulClose.close(connection, budget);
    }

    @Override
    public SocketAddress local(SocketChannel connection) throws IOException {
        return connection.getLocalAddress();
    }

    @Override
    public SocketAddress remote(SocketChannel connection) throws IOException {
        return connection.getRemoteAddress();
    }

    @Override
    public InetSocketAddress address() throws IOException {
        if (listener.getLocalAddress() instanceof InetSocketAddress address) {
            return address;
        }
        throw new IOException("a Unix-domain listener has no internet address; only accepting until quiet is left");
    }

    @Override
    public boolean reuseAddress() throws IOException {
        return listener.getOption(StandardSocketOptions.SO_REUSEADDR);
    }

    @Override
    public void reuseAddress(boolean on) throws IOException {
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, on);
    }

    /// The selector goes first: while it knows the channel, the socket would go on listening after its close.
    @Override
    public void close() throws IOException {
        try {
            selector.close();
        } finally {
            listener.close();
        }
    }
}
