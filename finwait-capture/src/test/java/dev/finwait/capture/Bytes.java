package dev.finwait.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Bytes, written field by field. Network order unless told otherwise.
public final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean bigEndian;

    /// In network order.
    public Bytes() {
        this(ByteOrder.BIG_ENDIAN);
    }

    /// In a byte order.
    public Bytes(ByteOrder order) {
        bigEndian = order == ByteOrder.BIG_ENDIAN;
    }

    /// The bytes that hexadecimal digits stand for; blanks do not matter.
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /// Appends one byte.
    public Bytes u8(int value) {
        bytes.write(value);
        return this;
    }

    /// Appends two bytes.
    public Bytes u16(int value) {
        return number(value, 2);
    }

    /// Appends four bytes.
    public Bytes u32(long value) {
        return number(value, 4);
    }

    /// Appends eight bytes.
    public Bytes u64(long value) {
        return number(value, 8);
    }

    /// Appends bytes as they are.
    public Bytes add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /// Appends the first bytes of an array.
    public Bytes add(byte[] more, int length) {
        bytes.write(more, 0, length);
        return this;
    }

    /// Appends zeros.
    public Bytes zeros(int count) {
        return add(new byte[count]);
    }

    /// How many there are.
    public int size() {
        return bytes.size();
    }

    /// All of them.
    public byte[] toArray() {
        return bytes.toByteArray();
    }

    private Bytes number(long value, int length) {
        for (int i = 0; i < length; i++) {
            int shift = 8 * (bigEndian ? length - 1 - i : i);
            bytes.write((int) (value >>> shift));
        }
        return this;
    }
}
