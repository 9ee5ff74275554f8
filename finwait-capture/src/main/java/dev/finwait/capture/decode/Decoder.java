package dev.finwait.capture.decode;

import dev.finwait.capture.file.Packet;
import dev.finwait.capture.file.Skip;
import dev.finwait.capture.segment.SegmentBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes packets down to TCP, of several IP packets inside each other the innermost. Allocates nothing for a packet.
/// Not thread-safe.
public final class Decoder {
    /// More headers than anybody puts inside each other, and few enough that hostile packets cost nothing.
    private static final int DEEPEST = 32;

    private final Tunnels tunnels = new Tunnels();
    private final Frame frame = new Frame(new Packet(), new SegmentBatch(0, List.of()), tunnels);
    private long firstFragments;

    /// Ready to decode.
    public Decoder() {}

    /// The names of tunnels that were seen, for the batches of this decoder.
    ///
    /// @return a list that grows, safe to read meanwhile
    public List<String> tunnelNames() {
        return tunnels.names();
    }

    /// How many segments were first fragments, and so have more payload than could be seen.
    ///
    /// @return how many so far
    public long firstFragments() {
        return firstFragments;
    }

    /// Decodes a packet.
    ///
    /// @param packet the packet
    /// @param number its number
    /// @param batch has room, and gets a segment more
    /// @return why there is no segment; null if there is one
    public @Nullable Skip decode(Packet packet, long number, SegmentBatch batch) {
        frame.set(packet, batch);
        int layer = LinkHeader.read(frame, packet.linkType);
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (layer == Layer.TCP) {
                layer = TcpHeader.read(frame);
                if (layer < 0) {
                    return Layer.reason(layer);
                }
                int row = batch.size++;
                batch.packets[row] = number;
                batch.nanos[row] = packet.nanos;
                batch.tunnels[row] = frame.tunnel;
                firstFragments += frame.firstFragment ? 1 : 0;
                return null;
            }
            if (layer < 0) {
                return Layer.reason(layer);
            }
            layer = next(layer);
        }
        return Skip.TOO_DEEP;
    }

    private int next(int layer) {
        return switch (layer) {
            case Layer.IPV4 -> Ipv4Header.read(frame);
            case Layer.IPV6 -> Ipv6Header.read(frame);
            case Layer.UDP -> UdpHeader.read(frame);
            case Layer.GRE -> GreHeader.read(frame);
            case Layer.IPV4_IN_IP -> {
                frame.enterTunnel(TunnelKind.IPV4, -1);
                yield Layer.IPV4;
            }
            case Layer.IPV6_IN_IP -> {
                frame.enterTunnel(TunnelKind.IPV6, -1);
                yield Layer.IPV6;
            }
            case Layer.AUTHENTICATION -> IpExtensions.read(frame, IpExtensions.AUTHENTICATION);
            case Layer.ETHERNET -> EthernetHeader.read(frame);
            case Layer.VLAN, Layer.SERVICE_VLAN, Layer.OLD_SERVICE_VLAN -> EthernetHeader.readTag(frame);
            case Layer.MPLS, Layer.MPLS_MULTICAST -> MplsLabels.read(frame);
            case Layer.PPPOE -> PppHeader.readPppoe(frame);
            case Layer.PPP -> PppHeader.read(frame);
            case Layer.MIRRORED -> GreHeader.readMirrored(frame);
            default -> Layer.skip(layer >= Layer.IP ? Skip.NOT_TCP : Skip.NOT_IP);
        };
    }
}
