package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.capture.flow.connection.Half;
import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Trail;

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

    /// A number of a segment in the relative count of a side: of a handshake the one nearest to the beginning,
    /// else the one nearest to what that side sends next.
    long relative(Row segment, boolean ofClient, int number) {
        Half half = before.half(ofClient);
        Half now = live.half(ofClient);
        if (half.known && (!now.known || half.base == now.base)) {
            return isOfHandshake(segment) ? number - half.base : half.relative(number);
        }
        if (half.known && Math.abs(half.relative(number) - half.sentUpTo()) < LARGEST_JUMP) {
            return half.relative(number);
        }
        if (now.known) {
            return now.relative(number);
        }
        return number == 0 ? 0 : 1;
    }

    private boolean isOfHandshake(Row segment) {
        Trail trail = before.trail;
        return trail.has(Trail.COMPLETED) && segment.packet() <= before.packet(trail.packet(Trail.COMPLETED));
    }

    /// RFC 7323 2.2: both sides must have offered the option; a SYN's own window is never scaled.
    long window(boolean ofClient, int raw, boolean ofSyn) {
        Half half = live.half(ofClient);
        Half other = live.half(!ofClient);
        boolean scaled = !ofSyn && half.scale > 0 && (other.scale >= 0 || !other.synSeen);
        return scaled ? (long) raw << half.scale : raw;
    }
}
