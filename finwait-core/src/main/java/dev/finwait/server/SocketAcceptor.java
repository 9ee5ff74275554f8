package dev.finwait.server;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A `ServerSocket`, whose waits SO_TIMEOUT bounds.
final class SocketAcceptor implements Acceptor<Socket> {
    private final ServerSocket listener;

    SocketAcceptor(ServerSocket listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable Socket accept(Duration wait) throws IOException {
        // Zero would mean to wait for ever.
        listener.setSoTimeout((int) Math.max(1, wait.toMillis()));
        try {
            return listener.accept();
        } catch (SocketTimeoutException none) {
            return null;
        }
    }

    /// Nothing wakes it; its waits are short.
    @Override
    public void wakeUp() {}

    @Override
    public boolean isOpen() {
        return !listener.isClosed();
    }

    @Override
    public CloseReport close(Socket connection, CloseBudget budget) {
        return GracefulClose.close(connection, budget);
    }

    @Override
    public SocketAddress local(Socket connection) {
        return connection.getLocalSocketAddress();
    }

    @Override
    public SocketAddress remote(Socket connection) {
        return connection.getRemoteSocketAddress();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    @Override
    public boolean reuseAddress() throws IOException {
        return listener.getReuseAddress();
    }

    @Override
    public void reuseAddress(boolean on) throws IOException {
        listener.setReuseAddress(on);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
