package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import java.util.ArrayList;
import java.util.List;

/// One connection, written as Linux would speak it: what each side sends gets the numbers, times and
/// identifications that are due. A microsecond passes between two segments unless [#pause] says
/// otherwise.
final class Script {
    static final int FIN = Segment.FIN;
    static final int SYN = Segment.SYN;
    static final int RST = Segment.RST;
    static final int ACK = Segment.ACK;
    static final long START = 1_800_000_000_000_000_000L;
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    /// One end of the connection.
    final class End {
        private final int address;
        private final int port;
        private int base;
        private long next;
        private int ipId;
        private int ttl = 64;
        private String head = "";

        End(int address, int port, int base, int ipId) {
            this.address = address;
            this.port = port;
            this.base = base;
            this.ipId = ipId;
        }

        private End other() {
            return this == client ? server : client;
        }

        /// Sends flags and so many bytes.
        Script sends(int flags, int length) {
            long sequence = next;
            next += length + (flags & FIN) + ((flags & SYN) >> 1);
            return raw(flags, sequence, (flags & ACK) == 0 ? 0 : other().next, length);
        }

        Script data(int length) {
            return sends(ACK, length);
        }

        /// Payload whose beginning is captured.
        Script says(String text) {
            head = text;
            return data(text.length());
        }

        Script ack() {
            return sends(ACK, 0);
        }

        Script fin() {
            return sends(FIN | ACK, 0);
        }

        /// What `tcp_send_active_reset` sends.
        Script abort() {
            return raw(RST | ACK, next, other().next, 0);
        }

        /// What `tcp_v4_send_reset` answers to a segment with that acknowledgment number.
        Script reply(long acknowledged) {
            return add(this, RST, base + (int) acknowledged, 0, 0, 0, 0, 0);
        }

        /// A segment with any numbers, relative ones.
        Script raw(int flags, long sequence, long acknowledgment, int length) {
            int options = SegmentBatch.HAS_OPTIONS | SegmentBatch.HAS_TIMESTAMPS | SegmentBatch.DONT_FRAGMENT;
            if ((flags & SYN) != 0) {
                options |= SegmentBatch.HAS_WINDOW_SCALE;
            }
            int acknowledged = (flags & ACK) == 0 ? 0 : other().base + (int) acknowledgment;
            int id = (flags & (SYN | ACK)) == (SYN | ACK) ? 0 : ipId++ & 0xffff;
            return add(this, flags, base + (int) sequence, acknowledged, length, 512, options, id);
        }

        End ttl(int value) {
            ttl = value;
            return this;
        }

        /// The number after the last one sent.
        long sent() {
            return next;
        }

        /// The next number, where nothing of what was sent before was captured.
        Script next(long number) {
            next = number;
            return Script.this;
        }

        /// A new socket on the same port.
        End again(int newBase) {
            base = newBase;
            next = 0;
            return this;
        }
    }

    final List<Packet> packets = new ArrayList<>();
    final End client;
    final End server;
    private long nanos = START;

    Script() {
        this(1);
    }

    /// A connection of its own: another client port for each number.
    Script(int number) {
        client = new End(0xc0000201, 40_000 + number, 0xfffff000 + number * 77, 100 * number);
        server = new End(0xc6336407, 443, 0x10203040 * number, 7 + 200 * number);
    }

    Script(int number, long startNanos) {
        this(number);
        nanos = startNanos;
    }

    Script pause(long more) {
        nanos += more;
        return this;
    }

    long now() {
        return nanos;
    }

    Script handshake() {
        return client.sends(SYN, 0).server.sends(SYN | ACK, 0).client.ack();
    }

    private Script add(
            End from, int flags, int sequence, int acknowledgment, int length, int window, int options, int ipId) {
        End to = from.other();
        packets.add(new Packet(
                nanos,
                from.address,
                to.address,
                (from.port << 16) | to.port,
                flags,
                sequence,
                acknowledgment,
                length,
                window,
                options,
                from.ttl,
                ipId,
                stamp(from),
                (flags & ACK) == 0 ? 0 : stamp(to),
                7,
                from.head));
        from.head = "";
        nanos += 1000;
        return this;
    }

    /// The SYN of the client is echoed as it was: the stamps of a script stand still.
    private static int stamp(End end) {
        return end.port * 1000;
    }
}
