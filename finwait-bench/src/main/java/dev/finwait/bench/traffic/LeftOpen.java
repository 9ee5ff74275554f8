package dev.finwait.bench.traffic;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;

/// A connection with one answered request, and no end.
final class LeftOpen implements Staging {
    /// Little enough for a socket's buffers, because one thread plays both ends.
    private static final int BODY_BYTES = 2_000;

    @Override
    public void stage(Network network, Exchange exchange) throws IOException, InterruptedException {
        Pair pair = network.connect(exchange, 0);
        network.keepOpen(pair);
        CyclicBarrier alone = new CyclicBarrier(1);
        Peer client = new Peer(pair.client(), alone);
        Peer server = new Peer(pair.server(), alone);
        client.send(Message.get(exchange));
        server.receive(Message.get(exchange));
        server.send(Message.ok(BODY_BYTES));
        client.receive(Message.ok(BODY_BYTES));
    }
}
