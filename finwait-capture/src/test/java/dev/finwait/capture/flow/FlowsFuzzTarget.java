package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a fuzzer calls with any bytes: they are taken as segments, whose connections are followed and whose resets are
/// judged. Numbers are small or near those of before, so that segments have to do with each other.
/// `finwait-capture/fuzz.sh` runs Jazzer on it.
public final class FlowsFuzzTarget {
    /// Bytes for each segment.
    static final int RECORD = 15;

    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final long START = 1_800_000_000_000_000_000L;
    private static final int MOST_CONNECTIONS = 6;

    private FlowsFuzzTarget() {}

    /// Follows and judges what the bytes say.
    ///
    /// @param data anything
    public static void fuzzerTestOneInput(byte[] data) {
        Judging judging = new Judging();
        Flows flows = new Flows(
                new FlowOptions(FlowOptions.Pairs.ALL, (batch, row) -> true, nanos -> true, 8, MOST_CONNECTIONS),
                judging);
        SegmentBatch batch = new SegmentBatch(16, List.of(""));
        ByteBuffer bytes = ByteBuffer.wrap(data);
        long nanos = START;
        long packet = 0;
        while (bytes.remaining() >= RECORD) {
            if (batch.isFull()) {
                flows.accept(batch);
                batch.clear();
            }
            nanos += step(bytes.get());
            segment(bytes, batch, nanos, ++packet);
        }
        flows.accept(batch);
        judging.packets = packet;
        flows.finish();
        if (flows.counts().connections < judging.stories) {
            throw new AssertionError("more stories than connections");
        }
    }

    /// From a little back to three minutes on.
    private static long step(byte value) {
        return value < 0 ? value * 100_000L : 1L << Math.min(37, value / 3);
    }

    private static void segment(ByteBuffer bytes, SegmentBatch batch, long nanos, long packet) {
        int row = batch.size++;
        int ends = bytes.get();
        boolean back = (ends & 1) != 0;
        long client = MAPPED | (0xc6120000L + ((ends >> 1) & 3));
        long server = MAPPED | (0xc6130000L + ((ends >> 3) & 1));
        int clientPort = 40_000 + ((ends >> 4) & 3);
        int serverPort = 80 + ((ends >> 6) & 1);
        batch.packets[row] = packet;
        batch.nanos[row] = nanos;
        batch.sourceLow[row] = back ? server : client;
        batch.destinationLow[row] = back ? client : server;
        batch.ports[row] = back ? (serverPort << 16) | clientPort : (clientPort << 16) | serverPort;
        batch.flags[row] = bytes.get();
        batch.options[row] = bytes.get();
        batch.sequences[row] = number(bytes.getShort());
        batch.acknowledgments[row] = number(bytes.getShort());
        batch.lengths[row] = Math.max(0, bytes.getShort());
        batch.windows[row] = (char) bytes.get();
        batch.ttls[row] = (byte) (60 + (bytes.get() & 7));
        batch.ipIds[row] = (char) bytes.get();
        batch.timestampValues[row] = bytes.get();
        batch.timestampEchoes[row] = batch.timestampValues[row] - 1;
        batch.windowScales[row] = (byte) (batch.timestampValues[row] & 15);
        batch.mptcpReasons[row] = (byte) (batch.timestampValues[row] & 7);
        message(batch, row, bytes.get());
    }

    /// Around the place where sequence numbers wrap, and sometimes far off.
    private static int number(short value) {
        return (value & 0x4000) == 0 ? value : value << 17;
    }

    private static void message(SegmentBatch batch, int row, byte value) {
        batch.messages[row] = (byte) (batch.lengths[row] == 0 ? 0 : (value & 0xff) % 6);
        batch.headLengths[row] = (value & 8) == 0 ? Math.min(batch.lengths[row], 20) : -1;
        batch.bodyLengths[row] = (value & 16) == 0 ? (value & 0xe0) * 20L : -1;
        batch.codes[row] = batch.messages[row] == SegmentBatch.TLS ? (short) ((value >> 3) - 2) : (short) (100 + value);
    }

    /// Judges every reset, and checks what holds for any verdict.
    private static final class Judging implements FlowListener {
        private long packets = Long.MAX_VALUE;
        private long stories;

        @Override
        public void reset(ConnectionFacts facts) {
            Verdict verdict = Diagnosis.judge(facts);
            if (verdict.bytesLost().orElse(0) < 0) {
                throw new AssertionError("less than nothing was lost: " + verdict);
            }
            if (verdict.alternatives().contains(verdict.cause())) {
                throw new AssertionError("a cause is its own alternative: " + verdict);
            }
            for (Evidence evidence : verdict.evidence()) {
                if (evidence.packet() < 0
                        || evidence.packet() > packets
                        || evidence.text().isBlank()) {
                    throw new AssertionError("evidence that nobody can look up: " + evidence);
                }
            }
        }

        @Override
        public void story(Endpoint client, Endpoint server, Story story, @Nullable ConnectionFacts facts) {
            stories++;
        }
    }
}
