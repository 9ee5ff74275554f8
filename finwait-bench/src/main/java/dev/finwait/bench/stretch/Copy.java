package dev.finwait.bench.stretch;

import java.nio.ByteBuffer;

/// Turns a packet of the capture into that of one copy: later by a fixed time, and with the first two octets of both
/// IPv4 addresses, as a number, increased by the copy's number. The checksum of the IP header stays right; that of
/// TCP is not brought up to date. Immutable.
final class Copy {
    static final int RECORD_HEADER = 16;

    private static final int ETHER_TYPE_AT = RECORD_HEADER + 12;
    private static final int IP_AT = RECORD_HEADER + 14;
    private static final int CHECKSUM_AT = IP_AT + 10;
    private static final int SOURCE_AT = IP_AT + 12;
    private static final int DESTINATION_AT = IP_AT + 16;
    private static final int SHORTEST = 14 + 20;
    private static final short IPV4_ETHER_TYPE = 0x0800;

    private final int number;
    private final long laterByTicks;
    private final long ticksPerSecond;

    /// @param number which copy, from 0
    /// @param laterByTicks how much later it is, in the capture's unit of time
    /// @param ticksPerSecond that unit
    Copy(int number, long laterByTicks, long ticksPerSecond) {
        this.number = number;
        this.laterByTicks = laterByTicks;
        this.ticksPerSecond = ticksPerSecond;
    }

    /// Gives the time of a record.
    ///
    /// @param records a buffer in the capture's byte order
    /// @param at where the record starts
    /// @param ticksPerSecond the unit of time
    /// @return ticks since 1970
    static long ticks(ByteBuffer records, int at, long ticksPerSecond) {
        return Integer.toUnsignedLong(records.getInt(at)) * ticksPerSecond
                + Integer.toUnsignedLong(records.getInt(at + 4));
    }

    /// Changes one record where it lies.
    ///
    /// @param records a buffer in the capture's byte order
    /// @param at where the record starts
    /// @param length how many bytes of the packet follow its header
    void apply(ByteBuffer records, int at, int length) {
        long ticks = ticks(records, at, ticksPerSecond) + laterByTicks;
        records.putInt(at, (int) (ticks / ticksPerSecond));
        records.putInt(at + 4, (int) (ticks % ticksPerSecond));
        if (length >= SHORTEST && netShort(records, at + ETHER_TYPE_AT) == (IPV4_ETHER_TYPE & 0xffff)) {
            move(records, at);
        }
    }

    /// RFC 1624: a changed word changes the checksum by the difference.
    private void move(ByteBuffer records, int at) {
        int source = netShort(records, at + SOURCE_AT);
        int destination = netShort(records, at + DESTINATION_AT);
        int newSource = moved(source);
        int newDestination = moved(destination);
        int sum = (~netShort(records, at + CHECKSUM_AT) & 0xffff)
                + (~source & 0xffff)
                + newSource
                + (~destination & 0xffff)
                + newDestination;
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        putNetShort(records, at + CHECKSUM_AT, ~sum);
        putNetShort(records, at + SOURCE_AT, newSource);
        putNetShort(records, at + DESTINATION_AT, newDestination);
    }

    private int moved(int octets) {
        return (octets + number) & 0xffff;
    }

    private static int netShort(ByteBuffer bytes, int at) {
        return ((bytes.get(at) & 0xff) << 8) | (bytes.get(at + 1) & 0xff);
    }

    private static void putNetShort(ByteBuffer bytes, int at, int value) {
        bytes.put(at, (byte) (value >>> 8)).put(at + 1, (byte) value);
    }
}
