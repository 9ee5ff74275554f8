package dev.finwait.bench.stretch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/// Reads a capture again and again, and writes each copy of it. Used by one thread.
final class Copier {
    private static final int BLOCK = 1 << 20;
    private static final int ETHERNET = 1;

    /// Longest packet that tcpdump and its like write.
    private static final int LONGEST_PACKET = 262_144;

    private final FileChannel in;
    private final CaptureHeader header;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private long firstTicks = -1;
    private long lastTicks;

    /// @param in the capture
    /// @throws IOException if it cannot be used; the message continues a sentence that began with its name
    Copier(FileChannel in) throws IOException {
        this.in = in;
        ByteBuffer start = ByteBuffer.allocate(CaptureHeader.LENGTH);
        if (in.read(start, 0) < CaptureHeader.LENGTH) {
            throw new IOException("is no pcap file");
        }
        header = CaptureHeader.of(start);
        if (header.linkType() != ETHERNET) {
            throw new IOException(
                    "holds packets of link type " + header.linkType() + "; only Ethernet (1) is stretched");
        }
        block.order(header.order());
    }

    /// Writes all copies, as one capture.
    ///
    /// @param copies how many
    /// @param out takes them
    /// @throws NobodyReadsException if they are not taken
    /// @throws IOException if the capture cannot be read
    void write(int copies, WritableByteChannel out) throws IOException {
        block.clear().limit(CaptureHeader.LENGTH);
        in.read(block, 0);
        drain(block.flip(), out);
        long later = 0;
        for (int number = 0; number < copies; number++) {
            write(new Copy(number, later, header.ticksPerSecond()), out);
            later += lastTicks - firstTicks + header.ticksPerSecond();
        }
    }

    private void write(Copy copy, WritableByteChannel out) throws IOException {
        in.position(CaptureHeader.LENGTH);
        block.clear();
        while (in.read(block) >= 0 || block.position() > 0) {
            block.flip();
            int whole = apply(copy);
            if (whole == 0) {
                // The capture ends within a packet.
                return;
            }
            int end = block.limit();
            block.limit(whole);
            drain(block, out);
            block.limit(end);
            block.compact();
        }
    }

    private static void drain(ByteBuffer bytes, WritableByteChannel out) throws NobodyReadsException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new NobodyReadsException(e);
        }
    }

    /// Changes the whole records of the block.
    ///
    /// @return where the last of them ends
    private int apply(Copy copy) throws IOException {
        int at = 0;
        while (block.limit() - at >= Copy.RECORD_HEADER) {
            int length = block.getInt(at + 8);
            if (length < 0 || length > LONGEST_PACKET) {
                throw new IOException("is damaged: it claims a packet of " + length + " bytes");
            }
            if (block.limit() - at - Copy.RECORD_HEADER < length) {
                return at;
            }
            lastTicks = Copy.ticks(block, at, header.ticksPerSecond());
            firstTicks = firstTicks < 0 ? lastTicks : firstTicks;
            copy.apply(block, at, length);
            at += Copy.RECORD_HEADER + length;
        }
        return at;
    }
}
