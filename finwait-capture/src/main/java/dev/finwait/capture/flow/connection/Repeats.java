package dev.finwait.capture.flow.connection;

/// What one side sent more than once, and its probes. Made when there is the first of them, which most
/// connections never have.
public final class Repeats implements Cloneable {
    /// All retransmissions.
    public long retransmissions;

    /// Retransmissions since the other side was heard last.
    public int run;

    /// When what the run repeats was sent first, and the packet.
    public long runSinceNanos;

    public int runSincePacket;

    /// The last of the run.
    public long runLastNanos;

    public int runLastPacket;

    /// Keep-alive probes since the other side was heard last.
    public int unansweredProbes;

    /// The time between the last two unanswered probes, 0 with fewer than two.
    public long probeIntervalNanos;

    /// The last unanswered probe.
    public long probeNanos;

    public int probePacket;

    /// A retransmission was seen.
    ///
    /// @param nanos when
    /// @param packet its number
    /// @param sinceNanos when what it repeats was sent first
    /// @param sincePacket in which packet
    void repeated(long nanos, int packet, long sinceNanos, int sincePacket) {
        retransmissions++;
        if (run == 0) {
            runSinceNanos = sinceNanos;
            runSincePacket = sincePacket;
        }
        run++;
        runLastNanos = nanos;
        runLastPacket = packet;
    }

    void probed(long nanos, int packet) {
        probeIntervalNanos = unansweredProbes == 0 ? 0 : Math.max(0, nanos - probeNanos);
        unansweredProbes++;
        probeNanos = nanos;
        probePacket = packet;
    }

    /// The other side was heard.
    void answered() {
        run = 0;
        unansweredProbes = 0;
        probeIntervalNanos = 0;
    }

    @Override
    protected Repeats clone() {
        try {
            return (Repeats) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
