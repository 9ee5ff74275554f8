package dev.finwait.capture.segment;

import java.util.List;

/// Some thousand decoded TCP segments, one array for each field, made once and filled again and again.
/// The decoder fills it and hands it to the connections; who holds it owns it.
///
/// Plain fields instead of accessors, and nothing allocated for a segment: this is the hot path.
public final class SegmentBatch {
    /// In [#options]: the header has options of any kind.
    public static final int HAS_OPTIONS = 1;

    /// In [#options]: the timestamp option is there, [#timestampValues] and [#timestampEchoes] hold.
    public static final int HAS_TIMESTAMPS = 2;

    /// In [#options]: the window scale option is there, [#windowScales] holds.
    public static final int HAS_WINDOW_SCALE = 4;

    /// In [#options]: an MP_TCPRST option is there and no MP_FASTCLOSE, [#mptcpReasons] holds.
    public static final int HAS_MPTCP_RESET = 8;

    /// In [#options]: the IPv4 header has DF.
    public static final int DONT_FRAGMENT = 16;

    /// In [#options]: the packet is IPv6, so that [#ipIds] does not hold.
    public static final int IPV6 = 32;

    /// In [#options]: the packet was cut short within the TCP options: what they would say is not
    /// known.
    public static final int OPTIONS_CUT = 64;

    /// In [#options]: an MP_JOIN option is there: a further path of a Multipath TCP connection.
    public static final int HAS_MPTCP_JOIN = 128;

    /// In [#messages]: nothing that is known, or no payload.
    public static final byte NO_MESSAGE = 0;

    /// In [#messages]: the head of an HTTP/1 request (RFC 9112 3).
    public static final byte REQUEST = 1;

    /// In [#messages]: such a request whose method is HEAD, so that its response has no body.
    public static final byte HEAD_REQUEST = 2;

    /// In [#messages]: the head of an HTTP/1 response (RFC 9112 4).
    public static final byte RESPONSE = 3;

    /// In [#messages]: a TLS record other than application data (RFC 8446 5.1).
    public static final byte TLS = 4;

    /// In [#messages]: the head of an HTTP/1 request for a tunnel (RFC 9110 9.3.6).
    public static final byte CONNECT_REQUEST = 5;

    /// In [#codes]: no alert was among the TLS records.
    public static final short NO_ALERT = -2;

    /// In [#codes]: an alert was, but it is encrypted.
    public static final short UNREADABLE_ALERT = -1;

    /// How many segments fit.
    public final int capacity;

    /// How many there are.
    public int size;

    /// The number of each packet in its capture, from 1.
    public final long[] packets;

    /// Nanoseconds since 1970.
    public final long[] nanos;

    /// The upper half of the source address; 0 for IPv4.
    public final long[] sourceHigh;

    /// The lower half of the source address; for IPv4 that of the mapped address, `0x0000ffff` before
    /// the 32 bits.
    public final long[] sourceLow;

    /// The upper half of the destination address.
    public final long[] destinationHigh;

    /// The lower half of the destination address.
    public final long[] destinationLow;

    /// Source port in the upper 16 bits, destination port in the lower ones.
    public final int[] ports;

    /// The sequence number as it stands in the header.
    public final int[] sequences;

    /// The acknowledgment number as it stands in the header, whether ACK is set or not.
    public final int[] acknowledgments;

    /// Bytes of payload on the wire, captured or not.
    public final int[] lengths;

    /// The window as it stands in the header, not scaled.
    public final char[] windows;

    /// The flags: bits of [dev.finwait.diagnosis.facts.Segment].
    public final byte[] flags;

    /// Bits named here.
    public final byte[] options;

    /// TTL or hop limit.
    public final byte[] ttls;

    /// The traffic class byte with its two ECN bits cleared, so that DSCP stands in the upper six.
    public final byte[] trafficClasses;

    /// The IPv4 identification.
    public final char[] ipIds;

    /// The value of the timestamp option.
    public final int[] timestampValues;

    /// The echo of the timestamp option.
    public final int[] timestampEchoes;

    /// The shift of the window scale option.
    public final byte[] windowScales;

    /// The reason byte of MP_TCPRST.
    public final byte[] mptcpReasons;

    /// What the packet was carried in: an index into the decoder's list of tunnels, 0 for none.
    public final int[] tunnels;

    /// What the payload begins with, as far as it was captured: [#NO_MESSAGE], [#REQUEST], [#HEAD_REQUEST],
    /// [#CONNECT_REQUEST], [#RESPONSE] or [#TLS].
    public final byte[] messages;

    /// Of an HTTP message: how long its head is, with the empty line; -1 when that was not captured to its end.
    public final int[] headLengths;

    /// Of an HTTP message: how long its body is by its head; -1 when the head does not tell.
    public final long[] bodyLengths;

    /// Of a response: its status code. Of TLS: the description of an alert, [#NO_ALERT] or [#UNREADABLE_ALERT].
    public final short[] codes;

    /// What the indices of [#tunnels] stand for, at just that index; the first, for none, is empty. The
    /// name is the same
    /// for both directions. Grows only, shared by all batches of a decoder.
    public final List<String> tunnelNames;

    /// Makes an empty batch.
    ///
    /// @param capacity how many segments fit
    /// @param tunnelNames the decoder's list of tunnels, safe to read while it grows
    public SegmentBatch(int capacity, List<String> tunnelNames) {
        this.capacity = capacity;
        this.tunnelNames = tunnelNames;
        packets = new long[capacity];
        nanos = new long[capacity];
        sourceHigh = new long[capacity];
        sourceLow = new long[capacity];
        destinationHigh = new long[capacity];
        destinationLow = new long[capacity];
        ports = new int[capacity];
        sequences = new int[capacity];
        acknowledgments = new int[capacity];
        lengths = new int[capacity];
        windows = new char[capacity];
        flags = new byte[capacity];
        options = new byte[capacity];
        ttls = new byte[capacity];
        trafficClasses = new byte[capacity];
        ipIds = new char[capacity];
        timestampValues = new int[capacity];
        timestampEchoes = new int[capacity];
        windowScales = new byte[capacity];
        mptcpReasons = new byte[capacity];
        tunnels = new int[capacity];
        messages = new byte[capacity];
        headLengths = new int[capacity];
        bodyLengths = new long[capacity];
        codes = new short[capacity];
    }

    /// Whether no further segment can be added.
    ///
    /// @return whether it has to be handed on
    public boolean isFull() {
        return size == capacity;
    }

    /// Forgets everything.
    public void clear() {
        size = 0;
    }
}
