package dev.finwait.capture.flow.connection;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.PacketTraits;
import dev.finwait.diagnosis.facts.PacketTraits.IpIds;
import dev.finwait.diagnosis.facts.Segment;

/// What the headers of one side's packets have in common.
public class Traits {
    /// The most that one IP identification is above the one before it when a host counts them, for all
    /// its connections perhaps.
    private static final int LARGEST_STEP = 256;

    /// One identification in eight may break the count: packets are lost and swap places.
    private static final int BREAKS_ALLOWED = 8;

    private int identified;
    private int breaks;
    private char ipId;
    private byte ttl;
    private byte lowest;
    private byte highest;
    private byte trafficClass;
    private boolean seen;
    private boolean anyIpId;
    private boolean dontFragment;
    private boolean timestamps;

    Traits() {}

    /// Adds a packet.
    ///
    /// @return whether its TTL is another one than before
    final boolean add(SegmentBatch batch, int row) {
        int options = batch.options[row];
        boolean syn = (batch.flags[row] & Segment.SYN) != 0;
        if ((options & SegmentBatch.IPV6) == 0) {
            identify(batch.ipIds[row], syn);
            dontFragment = (options & SegmentBatch.DONT_FRAGMENT) != 0;
        }
        if (!syn && (options & SegmentBatch.OPTIONS_CUT) == 0) {
            timestamps = (options & SegmentBatch.HAS_TIMESTAMPS) != 0;
        }
        trafficClass = batch.trafficClasses[row];
        byte now = batch.ttls[row];
        if (seen && now == ttl) {
            return false;
        }
        lowest = seen && (lowest & 0xff) < (now & 0xff) ? lowest : now;
        highest = seen && (highest & 0xff) > (now & 0xff) ? highest : now;
        ttl = now;
        seen = true;
        return true;
    }

    /// The SYN-ACK of Linux has identification 0, as no socket counts yet: it tells nothing of the
    /// others.
    private void identify(char id, boolean syn) {
        if (syn && id == 0) {
            return;
        }
        int step = (char) (id - ipId);
        if (identified > 0 && (step == 0 || step > LARGEST_STEP)) {
            breaks++;
        }
        anyIpId |= id != 0;
        ipId = id;
        identified++;
    }

    /// The traits so far.
    ///
    /// @return a record of them
    public final PacketTraits traits() {
        if (!seen) {
            return PacketTraits.NONE;
        }
        return new PacketTraits(
                ttl & 0xff,
                lowest & 0xff,
                highest & 0xff,
                identified == 0 ? -1 : ipId,
                ipIds(),
                dontFragment,
                trafficClass & 0xff,
                timestamps);
    }

    private IpIds ipIds() {
        if (identified < 2) {
            return IpIds.UNKNOWN;
        }
        if (!anyIpId) {
            return IpIds.ZERO;
        }
        return breaks * BREAKS_ALLOWED <= identified ? IpIds.COUNTING : IpIds.MIXED;
    }
}
