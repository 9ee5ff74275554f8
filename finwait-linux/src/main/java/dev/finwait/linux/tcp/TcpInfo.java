package dev.finwait.linux.tcp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What the kernel knows about one connection (`struct tcp_info` of `linux/tcp.h`, filled by `tcp_get_info`).
///
/// Newer kernels give a longer struct; a field that this kernel does not give is empty. Counts of bytes are
/// sequence numbers:
/// SYN and FIN count as one each where this is said. Immutable.
///
/// @param state the state
/// @param retransmits how often the oldest unacknowledged segment was sent again in vain; 0 once an ACK came
/// @param probes unanswered probes: of a zero window or keep-alive
/// @param retransmitTimeout the retransmission timeout as it is now
/// @param sendMss largest payload sent in a segment, in bytes
/// @param unackedSegments segments sent and not acknowledged, FIN included; in LISTEN the length of the
///     accept queue
/// @param lostSegments of those, how many count as lost
/// @param sinceDataSent age of the last data sent; without any, of the connection
/// @param sinceDataReceived age of the last data received; without any, of the connection
/// @param sinceAckReceived age of the last ACK received
/// @param rtt the smoothed round-trip time; zero before the first sample
/// @param rttVariation its mean deviation
/// @param sendWindowSegments the congestion window, in segments
/// @param totalRetransmits segments ever sent again
/// @param bytesAcked bytes that the peer's TCP acknowledged; a FIN counts as one, and a SYN that this side
///     sent first (Linux 4.1)
/// @param bytesReceived bytes received in order; a FIN counts as one (Linux 4.1)
/// @param notSentBytes bytes queued and never sent; a queued FIN counts as one (Linux 4.6)
/// @param minRtt the smallest round-trip time of late; empty before the first sample (Linux 4.6)
/// @param bytesSent bytes of data sent, those sent again included (Linux 4.19)
/// @param peerWindow the peer's receive window as last told, in bytes (Linux 5.4)
public record TcpInfo(
        TcpState state,
        int retransmits,
        int probes,
        Duration retransmitTimeout,
        long sendMss,
        long unackedSegments,
        long lostSegments,
        Duration sinceDataSent,
        Duration sinceDataReceived,
        Duration sinceAckReceived,
        Duration rtt,
        Duration rttVariation,
        long sendWindowSegments,
        long totalRetransmits,
        OptionalLong bytesAcked,
        OptionalLong bytesReceived,
        OptionalLong notSentBytes,
        Optional<Duration> minRtt,
        OptionalLong bytesSent,
        OptionalLong peerWindow) {
    /// Bytes of the shortest struct that can be read, as kernels since 2.6.27 give it.
    public static final int MIN_SIZE = 104;

    /// Bytes of room with which a kernel gives everything that is read here.
    public static final int SIZE = 232;

    private static final int RTT = 68;
    private static final long NO_RTT = 0xffff_ffffL;

    /// Reads the kernel's struct.
    ///
    /// @param struct what the kernel gave, at least [#MIN_SIZE] bytes
    /// @return its fields
    /// @throws IllegalArgumentException if it is shorter
    public static TcpInfo of(MemorySegment struct) {
        requireSize(struct);
        return new TcpInfo(
                TcpState.of(struct.get(JAVA_BYTE, 0)),
                Byte.toUnsignedInt(struct.get(JAVA_BYTE, 2)),
                Byte.toUnsignedInt(struct.get(JAVA_BYTE, 3)),
                micros(struct, 8),
                u32(struct, 16),
                u32(struct, 24),
                u32(struct, 32),
                millis(struct, 44),
                millis(struct, 52),
                millis(struct, 56),
                micros(struct, RTT),
                micros(struct, 72),
                u32(struct, 80),
                u32(struct, 100),
                optional64(struct, 120),
                optional64(struct, 128),
                optional32(struct, 144),
                minRtt(struct),
                optional64(struct, 200),
                optional32(struct, 228));
    }

    /// Reads the smoothed round-trip time alone.
    ///
    /// @param struct what the kernel gave, at least [#MIN_SIZE] bytes
    /// @return the time; empty before the first sample
    /// @throws IllegalArgumentException if the struct is shorter
    public static Optional<Duration> rttOf(MemorySegment struct) {
        requireSize(struct);
        return u32(struct, RTT) == 0 ? Optional.empty() : Optional.of(micros(struct, RTT));
    }

    private static void requireSize(MemorySegment struct) {
        if (struct.byteSize() < MIN_SIZE) {
            throw new IllegalArgumentException("tcp_info of " + struct.byteSize() + " bytes, needs " + MIN_SIZE);
        }
    }

    private static Optional<Duration> minRtt(MemorySegment struct) {
        boolean known = struct.byteSize() >= 152 && u32(struct, 148) != NO_RTT;
        return known ? Optional.of(micros(struct, 148)) : Optional.empty();
    }

    private static Duration micros(MemorySegment struct, int offset) {
        return Duration.ofNanos(u32(struct, offset) * 1_000);
    }

    private static Duration millis(MemorySegment struct, int offset) {
        return Duration.ofMillis(u32(struct, offset));
    }

    private static OptionalLong optional32(MemorySegment struct, int offset) {
        return struct.byteSize() >= offset + 4 ? OptionalLong.of(u32(struct, offset)) : OptionalLong.empty();
    }

    private static OptionalLong optional64(MemorySegment struct, int offset) {
        return struct.byteSize() >= offset + 8
                ? OptionalLong.of(struct.get(JAVA_LONG_UNALIGNED, offset))
                : OptionalLong.empty();
    }

    private static long u32(MemorySegment struct, int offset) {
        return Integer.toUnsignedLong(struct.get(JAVA_INT_UNALIGNED, offset));
    }
}
