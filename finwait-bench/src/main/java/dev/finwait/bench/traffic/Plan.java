package dev.finwait.bench.traffic;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Decides what happens on each connection: the same for the same numbers. Immutable.
final class Plan {
    private static final int RECORD_HEADER = 16;
    private static final int PACKET_HEADERS = 66;
    private static final int SEGMENT_BYTES = 1448;

    /// Packets that open and end a connection.
    private static final int FRAME_PACKETS = 7;

    /// What endings in the middle of an upload or download add, shared out among all connections.
    private static final int BULK_BYTES = 1_150;

    private static final int CONNECTIONS_PER_CLIENT = 200;
    private static final int FEWEST_CLIENTS = 20;

    private final List<Service> services = Network.services();
    private final int connections;
    private final long seed;
    private final int clients;
    private final double medianBody;

    /// @param connections how many
    /// @param captureBytes how large their capture is to become, about
    /// @param snapLength how much of each packet is captured, in bytes
    /// @param seed what distinguishes this plan from others
    Plan(int connections, long captureBytes, int snapLength, long seed) {
        this.connections = connections;
        this.seed = seed;
        this.clients = Math.max(FEWEST_CLIENTS, connections / CONNECTIONS_PER_CLIENT);
        this.medianBody = medianFor(captureBytes, snapLength);
    }

    int connections() {
        return connections;
    }

    /// Gives the exchange with a number from 0 to below [#connections()].
    Exchange exchange(int number) {
        return exchange(number, medianBody);
    }

    private Exchange exchange(int number, double median) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        Ending ending = ending(random);
        int requests = 1 + (int) Math.min(19, -1.6 * Math.log(1 - random.nextDouble()));
        // Most answers are small and few are very large, as everywhere.
        double body = 100 + median * Math.exp(1.6 * random.nextGaussian());
        return new Exchange(
                ending,
                client(number),
                services.get(random.nextInt(services.size())),
                requests,
                random.nextInt(200, 800),
                (int) Math.min(body, Message.LARGEST_BODY));
    }

    private static Ending ending(SplittableRandom random) {
        int total = 0;
        for (Ending ending : Ending.values()) {
            total += ending.weight();
        }
        int left = random.nextInt(total);
        for (Ending ending : Ending.values()) {
            left -= ending.weight();
            if (left < 0) {
                return ending;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    /// Ports of a host are used once, in order, from a start of its own.
    private InetSocketAddress client(int number) {
        int host = number % clients;
        return Network.client(host, 20_000 + host * 7919 % 20_000 + number / clients);
    }

    /// Searches the median of the bodies with which the connections fill the capture.
    private double medianFor(long captureBytes, int snapLength) {
        double low = 0;
        double high = Message.LARGEST_BODY;
        while (high - low > 1) {
            double middle = (low + high) / 2;
            long bytes = IntStream.range(0, connections)
                    .mapToLong(number -> captured(exchange(number, middle), snapLength))
                    .sum();
            if (bytes < captureBytes) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What an exchange adds to the capture, about.
    private static long captured(Exchange exchange, int snapLength) {
        long once = message(exchange.requestBytes(), snapLength) + message(exchange.bodyBytes(), snapLength);
        return BULK_BYTES + FRAME_PACKETS * (RECORD_HEADER + PACKET_HEADERS) + exchange.requests() * once;
    }

    private static long message(int bytes, int snapLength) {
        int full = bytes / SEGMENT_BYTES;
        int acks = 1 + full / 2;
        return (long) full * (RECORD_HEADER + Math.min(snapLength, PACKET_HEADERS + SEGMENT_BYTES))
                + RECORD_HEADER
                + Math.min(snapLength, PACKET_HEADERS + bytes % SEGMENT_BYTES)
                + (long) acks * (RECORD_HEADER + PACKET_HEADERS);
    }
}
