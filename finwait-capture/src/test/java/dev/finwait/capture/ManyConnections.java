package dev.finwait.capture;

import dev.finwait.diagnosis.facts.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs the analysis over a stream of very many connections, which is made while it is read. A program of its own, so
/// that a test can give it little memory.
public final class ManyConnections {
    private static final long START = 1_800_000_000L;
    private static final int PORTS = 50_000;

    private ManyConnections() {}

    /// Prints how many connections and resets there were, and how many were given up.
    ///
    /// @param arguments how many connections, and how they end: `open`, `closed` or `reset`
    /// @throws IOException if the stream cannot be read
    public static void main(String[] arguments) throws IOException {
        int connections = Integer.parseInt(arguments[0]);
        Stream<byte[]> packets =
                IntStream.range(0, connections).boxed().flatMap(number -> packets(number, arguments[1]));
        CaptureSummary summary = CaptureAnalysis.run(
                List.of(Path.of("-")), new Packets(packets.iterator()), CaptureOptions.DEFAULT, facts -> {});
        System.out.printf(
                "%d connections, %d resets, %d evicted%n", summary.connections(), summary.resets(), summary.evicted());
    }

    /// A thousand connections a second: a handshake, a request and an answer, and the end.
    private static Stream<byte[]> packets(int number, String end) {
        String client = "10." + number / PORTS + ".0.1";
        int port = 10_000 + number % PORTS;
        long millis = START * 1000 + number;
        Stream<TestSegment> segments = Stream.of(
                from(client, port).syn().sequence(100),
                to(client, port).flags(Segment.SYN | Segment.ACK).sequence(500).acknowledgment(101),
                from(client, port).sequence(101).acknowledgment(501),
                from(client, port)
                        .sequence(101)
                        .acknowledgment(501)
                        .payload("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
                to(client, port).sequence(501).acknowledgment(138).payload(200));
        Stream<TestSegment> last = switch (end) {
            case "closed" ->
                Stream.of(
                        from(client, port)
                                .flags(Segment.FIN | Segment.ACK)
                                .sequence(138)
                                .acknowledgment(701),
                        to(client, port)
                                .flags(Segment.FIN | Segment.ACK)
                                .sequence(701)
                                .acknowledgment(139),
                        from(client, port).sequence(139).acknowledgment(702));
            case "reset" ->
                Stream.of(to(client, port)
                        .flags(Segment.RST | Segment.ACK)
                        .sequence(701)
                        .acknowledgment(138));
            default -> Stream.empty();
        };
        return Stream.concat(segments, last).map(segment -> packet(millis, segment.ip()));
    }

    private static TestSegment from(String client, int port) {
        return new TestSegment(client, port, "192.0.2.80", 80);
    }

    private static TestSegment to(String client, int port) {
        return new TestSegment("192.0.2.80", 80, client, port);
    }

    private static byte[] packet(long millis, byte[] ip) {
        return new Bytes()
                .u32(millis / 1000)
                .u32(millis % 1000 * 1000)
                .u32(ip.length)
                .u32(ip.length)
                .add(ip)
                .toArray();
    }

    /// A pcap file of raw IP packets.
    private static final class Packets extends InputStream {
        private static final byte[] HEADER = Bytes.hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065");

        private final Iterator<byte[]> rest;
        private byte[] now = HEADER;
        private int position;

        Packets(Iterator<byte[]> packets) {
            rest = packets;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (position == now.length) {
                if (!rest.hasNext()) {
                    return -1;
                }
                now = rest.next();
                position = 0;
            }
            int count = Math.min(length, now.length - position);
            System.arraycopy(now, position, target, from, count);
            position += count;
            return count;
        }
    }
}
