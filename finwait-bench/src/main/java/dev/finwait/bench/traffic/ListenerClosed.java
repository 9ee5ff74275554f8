package dev.finwait.bench.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/// Several connections with a request each, to a listener that accepts none and closes. The first of them has the
/// exchange's address, the others have ports of the kernel's choice.
final class ListenerClosed implements Staging {
    private static final int QUEUE = 3;

    @Override
    public void stage(Network network, Exchange exchange) throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        try {
            fillQueueAndClose(network, exchange, clients);
            for (SocketChannel client : clients) {
                alone(client).receiveToAnyEnd();
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static void fillQueueAndClose(Network network, Exchange exchange, List<SocketChannel> clients)
            throws IOException {
        InetSocketAddress anyPort =
                new InetSocketAddress(exchange.service().address().getAddress(), 0);
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort, QUEUE)) {
            InetSocketAddress server = (InetSocketAddress) listener.getLocalAddress();
            for (int i = 0; i < QUEUE; i++) {
                SocketChannel client = SocketChannel.open();
                clients.add(client);
                client.bind(i == 0 ? exchange.client() : network.spareClient());
                network.intend(exchange.ending(), (InetSocketAddress) client.getLocalAddress(), server);
                client.connect(server);
                alone(client).send(Message.get(exchange));
            }
        }
    }

    private static Peer alone(SocketChannel client) {
        return new Peer(client, new CyclicBarrier(1));
    }
}
