package dev.finwait.kernel.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes a page of a ring buffer as the kernel does.
public final class PageBuilder {
    public static final RingPage LAYOUT = new RingPage(4096, 8, 8, 16);

    private final ByteBuffer page = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

    public PageBuilder(long nanos) {
        page.putLong(nanos).putLong(0);
    }

    /// A record with its head of 32 bits, padded to words.
    public PageBuilder record(int delta, byte[] data) {
        int words = (data.length + 3) / 4;
        return head(words, delta).bytes(data, words * 4);
    }

    /// A record that says its length itself.
    public PageBuilder longRecord(int delta, byte[] data) {
        head(0, delta);
        page.putInt(data.length + 4);
        return bytes(data, (data.length + 3) / 4 * 4);
    }

    public PageBuilder timeExtend(long delta) {
        head(30, (int) (delta & 0x7ff_ffff));
        page.putInt((int) (delta >>> 27));
        return this;
    }

    public PageBuilder timeStamp(long nanos) {
        long low = nanos & ((1L << 59) - 1);
        head(31, (int) (low & 0x7ff_ffff));
        page.putInt((int) (low >>> 27));
        return this;
    }

    /// A record that was taken back.
    public PageBuilder discarded(int delta, int length) {
        head(29, delta);
        page.putInt(length + 4);
        return bytes(new byte[length], length);
    }

    public PageBuilder padding() {
        head(29, 0);
        return this;
    }

    private PageBuilder head(int type, int delta) {
        boolean little = page.order() == ByteOrder.LITTLE_ENDIAN;
        page.putInt(little ? type | delta << 5 : type << 27 | delta);
        return this;
    }

    private PageBuilder bytes(byte[] data, int length) {
        page.put(data).position(page.position() + length - data.length);
        return this;
    }

    public ByteBuffer build() {
        return build(0, 0);
    }

    /// Ends the page with the kernel's flags for records that were overwritten, and their count.
    public ByteBuffer build(int flags, long lost) {
        int length = page.position() - 16;
        page.putLong(8, Integer.toUnsignedLong(length | flags));
        if (lost > 0) {
            page.putLong(page.position(), lost);
        }
        return page.position(0).limit(4096);
    }
}
