package dev.finwait.linux.packet;

/// How many packets a packet socket took since it was opened (PACKET_STATISTICS). Immutable.
///
/// @param packets packets that passed the filter, those dropped included
/// @param drops packets lost because the receive buffer was full
public record PacketStatistics(long packets, long drops) {}
