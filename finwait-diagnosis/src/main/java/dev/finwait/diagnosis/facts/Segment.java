package dev.finwait.diagnosis.facts;

/// One TCP segment, as far as a story needs it.
///
/// @param at when it was captured, and its number
/// @param from who sent it
/// @param flags the flags of the TCP header, RFC 9293 3.1: the low eight bits of bytes 12 and 13
/// @param sequence its sequence number, relative to the first one known of its sender: a SYN has 0, the
///     first byte of data 1
/// @param acknowledgment its acknowledgment number, relative to the first sequence number known of the
///     other side; -1 when the ACK flag is not set
/// @param length bytes of payload on the wire, whether captured or not
/// @param window the window it offers in bytes, scaled where the scale is known
public record Segment(Moment at, Side from, int flags, long sequence, long acknowledgment, int length, long window) {
    /// The bit of FIN.
    public static final int FIN = 0x01;

    /// The bit of SYN.
    public static final int SYN = 0x02;

    /// The bit of RST.
    public static final int RST = 0x04;

    /// The bit of PSH.
    public static final int PSH = 0x08;

    /// The bit of ACK.
    public static final int ACK = 0x10;

    /// Whether a flag is set.
    ///
    /// @param flag one of the bits named here
    /// @return whether it is set
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// The flags in the order in which people say them.
    ///
    /// @return for example `SYN|ACK`, `FIN|ACK`, `RST`; empty when none is set
    public String flagNames() {
        StringBuilder names = new StringBuilder();
        append(names, SYN, "SYN");
        append(names, FIN, "FIN");
        append(names, RST, "RST");
        append(names, PSH, "PSH");
        append(names, ACK, "ACK");
        return names.toString();
    }

    private void append(StringBuilder names, int flag, String name) {
        if (has(flag)) {
            names.append(names.length() == 0 ? "" : "|").append(name);
        }
    }
}
