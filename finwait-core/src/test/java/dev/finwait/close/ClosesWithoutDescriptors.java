package dev.finwait.close;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/// A process that closes connections twice, first with descriptors and then when none is left, and prints the outcomes.
/// It should be started with few descriptors.
final class ClosesWithoutDescriptors {
    private static final int KEPT_SELECTORS = 4;

    private ClosesWithoutDescriptors() {}

    public static void main(String[] args) throws Exception {
        try (Connections connections = new Connections();
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket firstPeer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket first = listener.accept();
                Socket secondPeer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket second = listener.accept()) {
            firstPeer.setSoTimeout(60_000);
            secondPeer.setSoTimeout(60_000);
            List<Connections.Connection> channels = connections.open(4);
            // Also loads the classes, for which there would be no descriptor later.
            closeAll(channels.get(0), channels.get(1), first);
            for (int i = 0; i < KEPT_SELECTORS; i++) {
                IdleSelectors.take(channels.get(2).ours());
            }
            Descriptors descriptors = new Descriptors();
            descriptors.exhaust();
            closeAll(channels.get(2), channels.get(3), second);
            descriptors.free();
        }
    }

    private static void closeAll(Connections.Connection silent, Connections.Connection reading, Socket socket)
            throws Exception {
        System.out.println(
                GracefulClose.close(silent.ours(), Budgets.idleMillis(200)).outcome());
        System.out.println(GracefulClose.close(socket, Budgets.idleMillis(200)).outcome());
        Thread reader = new Thread(() -> readToTheEnd(reading));
        reader.start();
        SendReport sent = GracefulClose.sendAndClose(
                reading.ours(), LastBytes.of(ByteBuffer.allocate(4 << 20)), Budgets.patient());
        System.out.println(sent.complete() + " " + sent.close().outcome());
        reader.join();
    }

    private static void readToTheEnd(Connections.Connection connection) {
        try {
            connection.peer().getInputStream().readAllBytes();
            connection.peer().close();
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
