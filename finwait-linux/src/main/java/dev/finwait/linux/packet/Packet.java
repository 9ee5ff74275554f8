package dev.finwait.linux.packet;

/// What the kernel says about one captured packet; its bytes are in the buffer it was received into. Immutable.
///
/// @param timestampNanos when the kernel took it, in nanoseconds since 1970 (CLOCK_REALTIME)
/// @param length bytes of the packet from its IP header on, also those not captured
/// @param captured bytes put into the buffer: less than the length when the buffer or the filter's snap
///     length is smaller
/// @param protocol the EtherType: 0x0800 for IPv4, 0x86dd for IPv6
/// @param outgoing whether this host sent it; on loopback every packet is given once, as received
public record Packet(long timestampNanos, int length, int captured, int protocol, boolean outgoing) {}
