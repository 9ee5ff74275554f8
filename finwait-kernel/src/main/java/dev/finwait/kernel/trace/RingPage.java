package dev.finwait.kernel.trace;

import dev.finwait.kernel.trace.EventFormat.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// Reads pages of the kernel's ring buffer, as `trace_pipe_raw` gives them
/// (`include/linux/ring_buffer.h`).
///
/// A page begins with the time of its first record and the length of its data. Each record has a
/// head of 32 bits: five for type and length, 27 for the time since the record before. Immutable.
///
/// @param size bytes of a whole page
/// @param commitOffset where the length of the data lies
/// @param commitSize the bytes of that length: a word of the kernel
/// @param dataOffset where the records begin
public record RingPage(int size, int commitOffset, int commitSize, int dataOffset) {
    private static final int TYPE_PADDING = 29;
    private static final int TYPE_TIME_EXTEND = 30;
    private static final int TYPE_TIME_STAMP = 31;
    private static final int HEAD = 4;
    private static final int DELTA_BITS = 27;
    private static final int DELTA_MASK = (1 << DELTA_BITS) - 1;
    /// The upper bits of the time are not in the record of an absolute time.
    private static final long STAMP_BITS = (1L << 59) - 1;
    private static final int LENGTH_MASK = (1 << 27) - 1;
    /// `RB_MISSED_EVENTS`: records before this page were overwritten.
    private static final int MISSED = 1 << 31;
    /// `RB_MISSED_STORED`: their count stands behind the data.
    private static final int MISSED_STORED = 1 << 30;

    /// Reads the layout of pages.
    ///
    /// @param headerPage the text of `events/header_page`
    /// @return the layout
    /// @throws TraceFormatException if a part is missing
    public static RingPage parse(String headerPage) throws TraceFormatException {
        Map<String, Field> fields = EventFormat.fields(headerPage);
        Field commit = fields.get("commit");
        Field data = fields.get("data");
        if (commit == null || data == null) {
            throw new TraceFormatException("events/header_page names neither commit nor data");
        }
        return new RingPage(data.offset() + data.size(), commit.offset(), commit.size(), data.offset());
    }

    /// Reads all records of a page.
    ///
    /// @param page the page from index 0, in the byte order of the machine
    /// @param sink takes the records in their order
    public void read(ByteBuffer page, RecordSink sink) {
        int commit = (int) (commitSize == Long.BYTES ? page.getLong(commitOffset) : page.getInt(commitOffset));
        int length = commit & LENGTH_MASK;
        int end = Math.min(dataOffset + length, page.limit());
        if ((commit & MISSED) != 0) {
            sink.lost(lost(page, commit, end));
        }
        records(page, dataOffset, end, sink);
    }

    private long lost(ByteBuffer page, int commit, int end) {
        boolean stored = (commit & MISSED_STORED) != 0 && end + commitSize <= page.limit();
        if (!stored) {
            return 1;
        }
        return Math.max(1, commitSize == Long.BYTES ? page.getLong(end) : page.getInt(end));
    }

    private static void records(ByteBuffer page, int begin, int end, RecordSink sink) {
        boolean little = page.order() == ByteOrder.LITTLE_ENDIAN;
        long nanos = page.getLong(0);
        int at = begin;
        while (at + HEAD <= end) {
            int head = page.getInt(at);
            int type = little ? head & 0x1f : head >>> DELTA_BITS;
            long delta = little ? head >>> 5 : head & DELTA_MASK;
            boolean small = type > 0 && type < TYPE_PADDING;
            if (!small && (at + 2 * HEAD > end || (type == TYPE_PADDING && delta == 0))) {
                return;
            }
            nanos = small ? nanos + delta : time(type, delta, page.getInt(at + HEAD), nanos);
            if (small) {
                deliver(nanos, page, at + HEAD, type * HEAD, end, sink);
            } else if (type == 0) {
                deliver(nanos, page, at + 2 * HEAD, page.getInt(at + HEAD) - HEAD, end, sink);
            }
            int size = small ? HEAD + type * HEAD : sizeOf(type, page.getInt(at + HEAD));
            if (size <= 0) {
                return;
            }
            at += size;
        }
    }

    /// The time after a record that is followed by a word of its own.
    private static long time(int type, long delta, int word, long nanos) {
        long wide = (Integer.toUnsignedLong(word) << DELTA_BITS) + delta;
        return switch (type) {
            case TYPE_TIME_EXTEND -> nanos + wide;
            case TYPE_TIME_STAMP -> (nanos & ~STAMP_BITS) | (wide & STAMP_BITS);
            default -> nanos + delta;
        };
    }

    /// The bytes of such a record: a long one, or one that was taken back, says its own length in
    /// that word.
    private static int sizeOf(int type, int word) {
        if (type == TYPE_TIME_EXTEND || type == TYPE_TIME_STAMP) {
            return 2 * HEAD;
        }
        return word < HEAD ? -1 : HEAD + ((word + 3) & ~3);
    }

    private static void deliver(long nanos, ByteBuffer page, int at, int length, int end, RecordSink sink) {
        if (length > 0 && at + length <= end) {
            sink.record(nanos, page, at, length);
        }
    }
}
