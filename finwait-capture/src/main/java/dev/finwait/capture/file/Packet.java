package dev.finwait.capture.file;

/// One captured packet: where it lies in a reader's buffer, and what the capture says of it. Made once and filled again
/// and again; it holds until the next packet is asked for.
///
/// Plain fields instead of accessors: this is the hot path. Not thread-safe.
public final class Packet {
    /// A link type that no capture has, for packets of an interface that the capture does not describe.
    public static final int NO_LINK = -1;

    /// The most captured bytes that a packet may have, as libpcap has it.
    public static final int LONGEST = 262_144;

    private static final byte[] NOTHING = {};

    /// What it lies in.
    public byte[] bytes = NOTHING;

    /// Where it starts.
    public int start;

    /// How many bytes of it were captured.
    public int captured;

    /// How many bytes it had on the wire, never less than were captured.
    public int wireLength;

    /// Nanoseconds since 1970.
    public long nanos;

    /// What its first header is, a number of the tcpdump group's list of link types; [#NO_LINK] if unknown.
    public int linkType;

    /// An empty packet.
    public Packet() {}

    void copyFrom(Packet other) {
        bytes = other.bytes;
        start = other.start;
        captured = other.captured;
        wireLength = other.wireLength;
        nanos = other.nanos;
        linkType = other.linkType;
    }
}
