package dev.finwait.bench.traffic;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/// A connection to a port on which nobody listens.
final class Refused implements Staging {
    @Override
    public void stage(Network network, Exchange exchange) throws IOException {
        InetSocketAddress nobody = exchange.service().closedPort();
        network.intend(exchange.ending(), exchange.client(), nobody);
        try (SocketChannel client = SocketChannel.open()) {
            client.bind(exchange.client()).connect(nobody);
            throw new IOException("somebody listens on " + nobody);
        } catch (ConnectException ignore) {
            // That is the ending that was asked for.
        }
    }
}
