package dev.finwait.bench.early;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server on loopback whose answer and close a test decides.
final class ClosingServer implements AutoCloseable {
    /// Answers a request and ends the connection.
    interface Ender {
        void end(Socket socket, byte[] answer) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String status;

    ClosingServer(String status, Ender ender) throws IOException {
        this.status = status;
        threads.execute(() -> acceptAll(ender));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void acceptAll(Ender ender) {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket, ender));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket, Ender ender) {
        try {
            answer(socket, ender);
        } catch (IOException e) {
            // The client sees it too.
        }
    }

    private void answer(Socket socket, Ender ender) throws IOException {
        String head = head(socket.getInputStream());
        int length = head.startsWith("POST /b ") ? 2 << 20 : 200;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        answer.writeBytes(new byte[length]);
        ender.end(socket, answer.toByteArray());
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdown();
    }
}
