package dev.finwait.cli.ladder;

import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;

/// One line of a ladder.
public sealed interface Rung {
    /// A packet.
    ///
    /// @param segment the packet itself
    /// @param nanos when it was seen, counted from the first packet of the ladder
    /// @param label what it is, in a few words
    /// @param mark the number of the observation that cites it, from 1; 0 when none does
    record Packet(Segment segment, long nanos, String label, int mark) implements Rung {
        /// Who sent it.
        ///
        /// @return the side
        public Side from() {
            return segment.from();
        }

        /// Its place in the streams, by relative numbers.
        ///
        /// @return for example `seq 1, ack 201`
        public String numbers() {
            String sequence = "seq " + segment.sequence();
            return segment.acknowledgment() < 0 ? sequence : sequence + ", ack " + segment.acknowledgment();
        }

        /// Whether it is a reset.
        ///
        /// @return whether it has RST
        public boolean resets() {
            return segment.has(Segment.RST);
        }

        /// Whether its sender says goodbye with it.
        ///
        /// @return whether it has FIN
        public boolean finishes() {
            return segment.has(Segment.FIN);
        }
    }

    /// Nobody sent anything for a while.
    ///
    /// @param nanos how long
    record Silence(long nanos) implements Rung {}

    /// Packets that are not drawn one by one.
    ///
    /// @param packets how many
    /// @param fromClient bytes of payload among them that the client sent
    /// @param fromServer bytes of payload among them that the server sent
    record Folded(long packets, long fromClient, long fromServer) implements Rung {}

    /// Packets of which no more is known than that they were there.
    ///
    /// @param packets how many
    record Unknown(long packets) implements Rung {}
}
