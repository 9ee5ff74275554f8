package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;

/// Turns header numbers of one connection into those that people read.
final class Scale {
    /// Further off than this, a number belongs to another start of the same side.
    private static final long LARGEST_JUMP = 1L << 30;

    private final Connection before;
    private final Connection live;

    Scale(Connection before, Connection live) {
        this.before = before;
        this.live = live;
    }

    long relative(boolean ofClient, int number) {
        Half half = before.half(ofClient);
        Half now = live.half(ofClient);
        if (half.known && (!now.known || half.base == now.base)) {
            return half.relative(number);
        }
        if (half.known && Math.abs(half.relative(number) - half.sentUpTo()) < LARGEST_JUMP) {
            return half.relative(number);
        }
        if (now.known) {
            return now.relative(number);
        }
        return number == 0 ? 0 : 1;
    }

    /// RFC 7323 2.2: both sides must have offered the option; a SYN's own window is never scaled.
    long window(boolean ofClient, int raw, boolean ofSyn) {
        Half half = live.half(ofClient);
        Half other = live.half(!ofClient);
        boolean scaled = !ofSyn && half.scale > 0 && (other.scale >= 0 || !other.synSeen);
        return scaled ? (long) raw << half.scale : raw;
    }
}
