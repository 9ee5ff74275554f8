package dev.finwait.bench.traffic;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Two ends of one connection, each played by a thread of its own.
///
/// @param clientWindow room for what the client has not read, in bytes; 0 for the system's default
/// @param client what the client does
/// @param server what the server does
record BothEnds(int clientWindow, Script client, Script server) implements Staging {
    @Override
    public void stage(Network network, Exchange exchange) throws IOException, InterruptedException {
        CyclicBarrier meeting = new CyclicBarrier(2);
        try (Pair pair = network.connect(exchange, clientWindow)) {
            FutureTask<Exchange> serving =
                    new FutureTask<>(() -> play(server, new Peer(pair.server(), meeting), exchange));
            Thread thread = Thread.ofVirtual().start(serving);
            try {
                play(client, new Peer(pair.client(), meeting), exchange);
                serving.get();
            } catch (ExecutionException e) {
                throw new IOException("the server: " + e.getCause(), e);
            } finally {
                thread.interrupt();
            }
        }
    }

    /// Closes the end whatever happens, so that the other is not left waiting.
    private static Exchange play(Script script, Peer end, Exchange exchange) throws IOException, InterruptedException {
        try (end) {
            script.play(end, exchange);
            return exchange;
        }
    }
}
