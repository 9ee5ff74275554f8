package dev.finwait.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Clients that have connected and written their request, and read their answer later.
final class Clients implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final List<Socket> sockets = new ArrayList<>();

    static Clients connect(int count, int port) throws IOException {
        Clients clients = new Clients();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.sockets.add(socket);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write('q');
        }
        return clients;
    }

    /// Counts those that read an answer and then the end, and closes them.
    long answered() {
        return count(Clients::readsAnswer);
    }

    long reset() {
        return count(Clients::readsReset);
    }

    private long count(Predicate<Socket> condition) {
        return sockets.stream().filter(condition).count();
    }

    private static boolean readsAnswer(Socket socket) {
        try (socket) {
            return socket.getInputStream().readNBytes(2).length == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean readsReset(Socket socket) {
        try {
            return socket.getInputStream().read() == -2;
        } catch (IOException e) {
            return "Connection reset".equals(e.getMessage());
        }
    }

    Socket get(int index) {
        return sockets.get(index);
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }

    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
