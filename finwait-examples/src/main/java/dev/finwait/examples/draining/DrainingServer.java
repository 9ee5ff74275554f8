package dev.finwait.examples.draining;

import dev.finwait.server.ExitHook;
import dev.finwait.server.GracefulListener;
import dev.finwait.server.StopBudget;
import dev.finwait.server.StopReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Sends each line back that it is sent, until the client half-closes. When it is stopped, the clients in the accept
/// queue are served too, and all get some time to end.
final class DrainingServer {
    private static final int BACKLOG = 1024;

    private final ServerSocket socket = new ServerSocket();
    private final GracefulListener<Socket> listener;

    DrainingServer(InetSocketAddress address) throws IOException {
        socket.bind(address, BACKLOG);
        listener = GracefulListener.over(socket);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Stops it when the process is told to end.
    ExitHook stopAtExit(StopBudget budget, Consumer<StopReport> told) {
        return listener.stopAtExit(budget, told);
    }

    StopReport stop(StopBudget budget) {
        return listener.stop(budget);
    }

    /// Serves until it is stopped, in the calling thread.
    void serve() throws IOException {
        listener.serve(Executors.newCachedThreadPool(), DrainingServer::echo);
    }

    /// The listener closes the connection, gracefully.
    private static void echo(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
