package dev.finwait.client;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// A server socket whose accepted sockets close gracefully.
final class GracefulServerSocket extends ServerSocket {
    private final CloseStyle style;

    GracefulServerSocket(CloseStyle style) throws IOException {
        this.style = style;
    }

    @Override
    public Socket accept() throws IOException {
        if (isClosed() || !isBound()) {
            // Says so in the JDK's words.
            return super.accept();
        }
        GracefulSocket socket = GracefulSocket.toBeAccepted(style);
        implAccept(socket);
        return socket;
    }
}
