package dev.finwait.capture.file;

import java.util.Locale;

/// Why something in a capture was left out. Every packet is decoded or counted under one of these; of files and blocks
/// some are counted too.
public enum Skip {
    /// A packet of neither IPv4 nor IPv6.
    NOT_IP,

    /// An IP packet that carries no TCP, or hides it by encryption.
    NOT_TCP,

    /// A fragment other than the first.
    FRAGMENT,

    /// A packet that was cut short before the end of its TCP header without options.
    CUT_SHORT,

    /// A packet with a header that contradicts itself.
    BAD_HEADER,

    /// A packet of a link type that is not understood, or of an interface that the capture does not describe.
    UNKNOWN_LINK,

    /// A packet with more headers inside each other than anybody sends.
    TOO_DEEP,

    /// Not a packet: a block of a pcapng file of a kind that is not known.
    UNKNOWN_BLOCK,

    /// Not a packet: a file that ends in the middle of something.
    TRUNCATED_FILE,

    /// Not a packet: a place in a file where something else stands than a packet. Reading goes on where packets
    /// follow again.
    DAMAGED_FILE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The name in summaries.
    ///
    /// @return a kebab-case word
    public String id() {
        return id;
    }
}
