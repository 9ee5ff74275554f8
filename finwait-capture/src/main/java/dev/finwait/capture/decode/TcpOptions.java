package dev.finwait.capture.decode;

import dev.finwait.capture.segment.SegmentBatch;

/// The options of a TCP header that matter: timestamps and window scale, RFC 7323, and of MPTCP, RFC 8684, what begins
/// and resets one path.
final class TcpOptions {
    private static final int END = 0;
    private static final int NOP = 1;
    private static final int WINDOW_SCALE = 3;
    private static final int TIMESTAMPS = 8;
    private static final int TIMESTAMPS_LENGTH = 10;
    private static final int MPTCP = 30;
    private static final int MPTCP_JOIN = 1;
    private static final int MPTCP_FAST_CLOSE = 7;
    private static final int MPTCP_RESET = 8;
    private static final int MPTCP_RESET_LENGTH = 4;

    /// No bit of the row: the whole connection is reset, RFC 8684 3.5, whatever is said of this path.
    private static final int WHOLE_CONNECTION = 1 << 8;

    /// NOP, NOP and the head of the timestamps: how nearly every segment's options look, RFC 7323 appendix A.
    private static final int USUAL = 0x0101080a;

    private static final int USUAL_LENGTH = 12;

    private TcpOptions() {}

    /// Reads them, and adds what they say to the row.
    ///
    /// @param from where they start
    /// @param to where they end on the wire
    static void read(Frame frame, int from, int to) {
        SegmentBatch batch = frame.batch;
        int seen = SegmentBatch.HAS_OPTIONS;
        int end = Math.min(to, frame.end);
        if (end < to) {
            seen |= SegmentBatch.OPTIONS_CUT;
        }
        if (end - from == USUAL_LENGTH && frame.int32(from) == USUAL) {
            seen |= timestamps(frame, from + 2);
        } else {
            seen |= readEach(frame, from, end);
        }
        batch.options[frame.row] |= (byte) seen;
    }

    private static int readEach(Frame frame, int from, int end) {
        int seen = 0;
        int at = from;
        while (at < end && frame.u8(at) != END) {
            if (frame.u8(at) == NOP) {
                at++;
                continue;
            }
            int length = at + 1 < end ? frame.u8(at + 1) : 0;
            if (length < 2 || at + length > end) {
                break;
            }
            seen |= readOne(frame, at, length);
            at += length;
        }
        return (seen & WHOLE_CONNECTION) == 0 ? seen : seen & ~SegmentBatch.HAS_MPTCP_RESET;
    }

    private static int readOne(Frame frame, int at, int length) {
        int kind = frame.u8(at);
        if (kind == TIMESTAMPS && length == TIMESTAMPS_LENGTH) {
            return timestamps(frame, at);
        }
        if (kind == WINDOW_SCALE && length == 3) {
            frame.batch.windowScales[frame.row] = (byte) frame.u8(at + 2);
            return SegmentBatch.HAS_WINDOW_SCALE;
        }
        return kind == MPTCP && length > 2 ? multipath(frame, at, length) : 0;
    }

    private static int multipath(Frame frame, int at, int length) {
        int subtype = frame.u8(at + 2) >> 4;
        if (subtype == MPTCP_RESET && length == MPTCP_RESET_LENGTH) {
            frame.batch.mptcpReasons[frame.row] = (byte) frame.u8(at + 3);
            return SegmentBatch.HAS_MPTCP_RESET;
        }
        if (subtype == MPTCP_FAST_CLOSE) {
            return WHOLE_CONNECTION;
        }
        return subtype == MPTCP_JOIN ? SegmentBatch.HAS_MPTCP_JOIN : 0;
    }

    private static int timestamps(Frame frame, int at) {
        long stamps = frame.int64(at + 2);
        frame.batch.timestampValues[frame.row] = (int) (stamps >>> 32);
        frame.batch.timestampEchoes[frame.row] = (int) stamps;
        return SegmentBatch.HAS_TIMESTAMPS;
    }
}
