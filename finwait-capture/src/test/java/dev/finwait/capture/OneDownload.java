package dev.finwait.capture;

import dev.finwait.diagnosis.facts.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Runs the analysis over one connection of very many packets, which are made while they are read and without an object
/// for any. A program of its own, so that a test can give it a heap that nobody collects.
public final class OneDownload {
    private static final int START = 1_800_000_000;
    private static final int PAYLOAD = 100;

    private OneDownload() {}

    /// Prints how many packets and connections there were.
    ///
    /// @param arguments how many packets
    /// @throws IOException if the stream cannot be read
    public static void main(String[] arguments) throws IOException {
        CaptureSummary summary = CaptureAnalysis.run(
                List.of(Path.of("-")),
                new Packets(Integer.parseInt(arguments[0]) / 2),
                CaptureOptions.DEFAULT,
                facts -> {});
        System.out.printf("%d packets, %d connections%n", summary.packets(), summary.connections());
    }

    private static TestSegment from() {
        return new TestSegment("192.0.2.1", 40_000, "192.0.2.2", 80);
    }

    private static TestSegment to() {
        return new TestSegment("192.0.2.2", 80, "192.0.2.1", 40_000);
    }

    private static byte[] packet(byte[] ip) {
        return new Bytes()
                .u32(START)
                .u32(0)
                .u32(ip.length)
                .u32(ip.length)
                .add(ip)
                .toArray();
    }

    /// A handshake, and then the same two packets with other numbers: data, and its acknowledgment.
    private static final class Packets extends InputStream {
        private static final int FRACTION = 4;
        private static final int SEQUENCE = 16 + 20 + 4;
        private static final int ACKNOWLEDGMENT = SEQUENCE + 4;

        private final byte[] handshake = new Bytes()
                .add(Bytes.hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065"))
                .add(packet(from().syn().sequence(0).ip()))
                .add(packet(to().flags(Segment.SYN | Segment.ACK)
                        .sequence(0)
                        .acknowledgment(1)
                        .ip()))
                .toArray();
        private final byte[] data = packet(to().sequence(1)
                .acknowledgment(1)
                .timestamps(1, 1)
                .payload(PAYLOAD)
                .ip());
        private final byte[] pair = new Bytes()
                .add(data)
                .add(packet(
                        from().sequence(1).acknowledgment(1).timestamps(1, 1).ip()))
                .toArray();
        private final ByteBuffer numbers = ByteBuffer.wrap(pair);
        private final int pairs;
        private byte[] now = handshake;
        private int position;
        private int made;

        Packets(int pairs) {
            this.pairs = pairs;
        }

        @Override
        public int read() {
            return position < now.length || next() ? now[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int at = from;
            while (at < from + length && (position < now.length || next())) {
                int count = Math.min(from + length - at, now.length - position);
                System.arraycopy(now, position, target, at, count);
                position += count;
                at += count;
            }
            return at == from ? -1 : at - from;
        }

        private boolean next() {
            if (made == pairs) {
                return false;
            }
            numbers.putInt(FRACTION, made % 1_000_000);
            numbers.putInt(data.length + FRACTION, made % 1_000_000);
            numbers.putInt(SEQUENCE, 1 + made * PAYLOAD);
            numbers.putInt(data.length + ACKNOWLEDGMENT, 1 + (made + 1) * PAYLOAD);
            now = pair;
            position = 0;
            made++;
            return true;
        }
    }
}
