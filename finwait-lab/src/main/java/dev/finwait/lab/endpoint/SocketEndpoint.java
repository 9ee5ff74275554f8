package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// A `java.net.Socket` used through its streams.
public final class SocketEndpoint extends ConnectedEndpoint implements Dialing {
    private static final int CHUNK = 64 * 1024;

    private final Socket socket;

    /// Takes over a connected socket.
    ///
    /// @param socket the socket
    /// @throws SocketException if it is closed
    public SocketEndpoint(Socket socket) throws SocketException {
        this(socket, (InetSocketAddress) socket.getRemoteSocketAddress());
    }

    /// Takes over a bound socket that is not connected yet.
    ///
    /// @param socket the socket
    /// @param remote the address that it will be connected to
    /// @throws SocketException if it is closed
    public SocketEndpoint(Socket socket, InetSocketAddress remote) throws SocketException {
        super((InetSocketAddress) socket.getLocalSocketAddress(), remote);
        this.socket = socket;
        socket.setSoTimeout(JavaCall.PATIENCE_SECONDS * 1000);
    }

    /// The socket itself, for the calls that only Java has.
    ///
    /// @return the socket
    public Socket socket() {
        return socket;
    }

    @Override
    public Answer connect() {
        return JavaCall.answer(
                "socket.connect(port " + remote().getPort() + ")",
                () -> socket.connect(remote(), JavaCall.PATIENCE_SECONDS * 1000));
    }

    @Override
    public Answer send(int bytes) {
        return JavaCall.answer("out.write(" + bytes + " bytes)", () -> {
            byte[] chunk = new byte[Math.min(bytes, CHUNK)];
            for (int sent = 0; sent < bytes; ) {
                int next = Math.min(chunk.length, bytes - sent);
                socket.getOutputStream().write(chunk, 0, next);
                sent += next;
            }
            return bytes;
        });
    }

    @Override
    public Answer receive(int max) {
        return JavaCall.answer(
                "in.read(" + max + ")", () -> socket.getInputStream().read(new byte[max]));
    }

    @Override
    public Answer shutdown(Half half) {
        return switch (half) {
            case READ -> JavaCall.answer("socket.shutdownInput()", socket::shutdownInput);
            case WRITE -> JavaCall.answer("socket.shutdownOutput()", socket::shutdownOutput);
            case BOTH ->
                JavaCall.answer("socket.shutdownOutput(), shutdownInput()", () -> {
                    socket.shutdownOutput();
                    socket.shutdownInput();
                });
        };
    }

    @Override
    public Answer linger(int seconds) {
        return JavaCall.answer(
                "socket.setSoLinger(" + (seconds >= 0) + ", " + Math.max(seconds, 0) + ")",
                () -> socket.setSoLinger(seconds >= 0, Math.max(seconds, 0)));
    }

    @Override
    public Answer close() {
        return JavaCall.answer("socket.close()", socket::close);
    }

    @Override
    public int unread() {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void abandon() {
        try {
            socket.close();
        } catch (IOException ignore) {
            // Nothing is left to release.
        }
    }
}
