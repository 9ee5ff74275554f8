package dev.finwait.examples.pooling;

import dev.finwait.abort.Abort;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks a server that answers every line with one line, over the connections of a pool.
final class LineClient {
    private final ConnectionPool pool;

    LineClient(ConnectionPool pool) {
        this.pool = pool;
    }

    String ask(String question) throws IOException {
        Socket connection = pool.take();
        try {
            connection.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = line(connection.getInputStream());
            pool.giveBack(connection);
            return answer;
        } catch (IOException e) {
            // An exchange was cut in two: nobody may use this connection again, nor wait for it.
            Abort.reset(connection);
            throw e;
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed before it answered");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
