package dev.finwait.diagnosis.facts;

/// What the IP and TCP headers of one side's packets have in common, RST packets apart. A forger seldom
/// gets all of them right.
///
/// @param ttl the TTL or hop limit seen last; -1 when no packet was seen
/// @param lowestTtl the lowest one seen
/// @param highestTtl the highest one seen
/// @param lastIpId the IP identification of the last packet; -1 for IPv6 or when no packet was seen
/// @param ipIds how the identifications went on
/// @param dontFragment whether the last packet had the DF bit
/// @param trafficClass the DSCP bits of the last packet (TOS or traffic class without ECN)
/// @param timestamps whether this side's segments carry TCP timestamps after the handshake (RFC 7323)
public record PacketTraits(
        int ttl,
        int lowestTtl,
        int highestTtl,
        int lastIpId,
        IpIds ipIds,
        boolean dontFragment,
        int trafficClass,
        boolean timestamps) {
    /// The traits of a side from which no packet was seen.
    public static final PacketTraits NONE = new PacketTraits(-1, -1, -1, -1, IpIds.UNKNOWN, false, 0, false);

    /// How the identifications of IPv4 packets follow each other.
    public enum IpIds {
        /// Fewer than two packets, or IPv6.
        UNKNOWN,

        /// Always zero.
        ZERO,

        /// Each a little more than the one before.
        COUNTING,

        /// Anything else.
        MIXED
    }
}
