package dev.finwait.lab.story;

/// A TCP segment seen on the wire.
///
/// @param side who sent it
/// @param flags its control bits, the low byte 13 of the header (RFC 9293 3.1)
/// @param sequence its sequence number relative to the first one that its side used
/// @param length bytes of payload
/// @param atNanos when it was seen
public record Segment(Side side, int flags, long sequence, int length, long atNanos) implements Moment {
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    /// Tells whether this segment ends something.
    ///
    /// @return true if it carries FIN or RST
    public boolean ends() {
        return (flags & (FIN | RST)) != 0;
    }

    /// Tells whether this segment is a reset.
    ///
    /// @return true if it carries RST
    public boolean resets() {
        return (flags & RST) != 0;
    }

    /// Tells whether this segment opens the connection.
    ///
    /// @return true if it carries SYN
    public boolean opens() {
        return (flags & SYN) != 0;
    }

    /// The bits that say what the segment is for. A FIN always acknowledges, so its ACK is left out; an
    /// RST's ACK is kept: it separates an active reset from a reply.
    ///
    /// @return `SYN`, `SYN|ACK`, `FIN`, `RST`, `RST|ACK` or `ACK`
    public String meaning() {
        if (resets()) {
            return (flags & ACK) != 0 ? "RST|ACK" : "RST";
        }
        if ((flags & FIN) != 0) {
            return "FIN";
        }
        if ((flags & SYN) != 0) {
            return (flags & ACK) != 0 ? "SYN|ACK" : "SYN";
        }
        return "ACK";
    }
}
