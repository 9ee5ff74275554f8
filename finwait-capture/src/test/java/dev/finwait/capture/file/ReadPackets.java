package dev.finwait.capture.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// All packets of captures, written out.
///
/// @param lines for each packet the time in nanoseconds, the link type, the length on the wire and the bytes
/// @param skipped what was left out
record ReadPackets(List<String> lines, Map<String, Long> skipped) {
    static ReadPackets of(List<Path> files) throws IOException {
        return read(files, InputStream.nullInputStream());
    }

    /// Reads bytes that come through standard input.
    static ReadPackets of(byte[] capture) throws IOException {
        return of(new ByteArrayInputStream(capture));
    }

    static ReadPackets of(InputStream standardInput) throws IOException {
        return read(List.of(Path.of("-")), standardInput);
    }

    private static ReadPackets read(List<Path> files, InputStream standardInput) throws IOException {
        SkipCounts skips = new SkipCounts();
        List<String> lines = new ArrayList<>();
        try (PacketStream packets = CaptureFiles.open(files, standardInput, skips)) {
            Packet packet = new Packet();
            while (packets.next(packet)) {
                lines.add(line(packet));
            }
        }
        return new ReadPackets(lines, skips.byId());
    }

    /// A packet as one line.
    static String line(Packet packet) {
        byte[] bytes = new byte[packet.captured];
        System.arraycopy(packet.bytes, packet.start, bytes, 0, bytes.length);
        return "%d link %d wire %d %s"
                .formatted(
                        packet.nanos,
                        packet.linkType,
                        packet.wireLength,
                        HexFormat.of().formatHex(bytes));
    }
}
