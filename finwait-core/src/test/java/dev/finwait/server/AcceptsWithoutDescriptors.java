package dev.finwait.server;

import dev.finwait.close.Descriptors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/// A process that runs out of descriptors while it accepts, and stops when it has some again. It should be started with
/// few descriptors.
final class AcceptsWithoutDescriptors {
    private AcceptsWithoutDescriptors() {}

    public static void main(String[] args) throws Exception {
        Descriptors descriptors = new Descriptors();
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            GracefulListener<Socket> graceful = GracefulListener.over(listener);
            warmUp();
            Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            descriptors.exhaust();
            try {
                graceful.serve(Executors.newSingleThreadExecutor(), connection -> {});
            } catch (IOException e) {
                System.out.println("accepting failed");
            }
            descriptors.free();
            client.shutdownOutput();
            StopReport report = graceful.stop(StopBudget.DEFAULT.withQuiet(Duration.ofMillis(200)));
            System.out.println("end of stream: " + (client.getInputStream().read() == -1));
            System.out.println("resets: " + report.resets() + ", still open: " + report.stillOpen());
        }
        System.exit(0);
    }

    /// Loads the classes, for which there would be no descriptor later.
    private static void warmUp() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            client.shutdownOutput();
            GracefulListener<Socket> graceful = GracefulListener.over(listener);
            FutureTask<Void> loop = new FutureTask<>(() -> {
                graceful.serve(Runnable::run, connection -> {});
                return null;
            });
            new Thread(loop).start();
            client.getInputStream().read();
            graceful.stop(StopBudget.DEFAULT.withQuiet(Duration.ofMillis(20)));
            loop.get();
        }
    }
}
