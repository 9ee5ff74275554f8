package dev.finwait.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Two ends of one connection over loopback.
record Connection(Socket near, Socket far) implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    static Connection open() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(TIMEOUT_MILLIS);
            Socket far = new Socket(listener.getInetAddress(), listener.getLocalPort());
            far.setSoTimeout(TIMEOUT_MILLIS);
            return new Connection(listener.accept(), far);
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        far.close();
    }
}
