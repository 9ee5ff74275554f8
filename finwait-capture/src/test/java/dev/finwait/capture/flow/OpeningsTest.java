package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Handshake;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who dialled, how it was set up, and what was before on the same pair.
final class OpeningsTest {
    private static final int SYN = Script.SYN;
    private static final int ACK = Script.ACK;

    @Test
    void aHandshakeIsCompleteWithTheClientsAcknowledgment() {
        Script script = new Script().handshake();
        script.server.abort();
        Followed followed = Followed.all(script);
        Handshake handshake = followed.wire().handshake();
        assertThat(followed.facts().rolesSeen()).isTrue();
        assertThat(followed.facts().client().toString()).isEqualTo("192.0.2.1:40001");
        assertThat(followed.facts().server().toString()).isEqualTo("198.51.100.7:443");
        assertThat(handshake.isComplete()).isTrue();
        assertThat(handshake.syns()).isEqualTo(1);
        assertThat(handshake.synAcks()).isEqualTo(1);
        assertThat(handshake.synAckFits()).isTrue();
        assertThat(handshake.previous()).isEqualTo(Previous.NONE);
    }

    @Test
    void synsThatAreSentAgainBelongToTheSameConnection() {
        Script script = new Script();
        script.client.sends(SYN, 0).pause(Script.SECOND).client.raw(SYN, 0, 0, 0);
        script.server.sends(SYN | ACK, 0).pause(Script.SECOND).server.raw(SYN | ACK, 0, 1, 0);
        script.client.ack().server.abort();
        Followed followed = Followed.all(script);
        assertThat(followed.wire().handshake().syns()).isEqualTo(2);
        assertThat(followed.wire().handshake().synAcks()).isEqualTo(2);
        assertThat(followed.flows.counts().connections).isEqualTo(1);
    }

    @Test
    void aSynStoredBehindItsSynAckIsTheClientsAllTheSame() {
        Script script = new Script().handshake();
        script.client.data(10).server.ack().server.abort();
        Collections.swap(script.packets, 0, 1);
        Followed followed = Followed.all(script);
        assertThat(followed.wire().handshake().isComplete()).isTrue();
        assertThat(followed.wire().fromClient().bytes()).isEqualTo(10);
        assertThat(followed.wire().fromClient().retransmissions().count()).isZero();
        assertThat(followed.flows.counts().connections).isEqualTo(1);
    }

    @Test
    void aCaptureThatBeginsInMidConnectionTakesTheLowerPortForTheServers() {
        Script script = new Script().handshake();
        script.server
                .data(500)
                .client
                .ack()
                .server
                .data(100)
                .client
                .ack()
                .client
                .abort();
        List<Packet> late = script.packets.subList(3, script.packets.size());
        Followed followed = Followed.all(late);
        assertThat(followed.facts().rolesSeen()).isFalse();
        assertThat(followed.facts().server().port()).isEqualTo(443);
        assertThat(followed.wire().handshake().syn()).isNull();
        assertThat(followed.wire().fromServer().bytes()).isEqualTo(600);
        assertThat(followed.wire().fromServer().bytesAcknowledged()).isEqualTo(600);
        assertThat(followed.wire().reset().sequenceGap()).isZero();
        assertThat(followed.wire().reset().acknowledgmentGap()).isZero();
    }

    @Test
    void aCaptureOfOneDirectionSaysSo() {
        Script script = new Script().handshake();
        script.client.data(10).server.ack().server.data(500).client.ack().client.abort();
        List<Packet> oneWay = script.packets.stream()
                .filter(packet -> packet.ports() >>> 16 != 443)
                .toList();
        WireFacts wire = Followed.all(oneWay).wire();
        assertThat(wire.oneWay()).isTrue();
        assertThat(wire.fromServer().isSilent()).isTrue();
        assertThat(wire.fromServer().bytes()).isEqualTo(500);
        assertThat(wire.fromClient().bytes()).isEqualTo(10);
    }

    @Test
    void aSynAckThatAcknowledgesSomethingElseDoesNotFit() {
        Script script = new Script();
        script.client.sends(SYN, 0).server.sends(SYN | ACK, 0);
        Packet synAck = script.packets.get(1);
        script.packets.set(
                1,
                new Packet(
                        synAck.nanos(),
                        synAck.source(),
                        synAck.destination(),
                        synAck.ports(),
                        synAck.flags(),
                        synAck.sequence(),
                        synAck.acknowledgment() + 4711,
                        0,
                        synAck.window(),
                        synAck.options(),
                        64,
                        0,
                        synAck.timestamp(),
                        synAck.echo(),
                        7,
                        ""));
        script.client.reply(4712);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.handshake().synAckFits()).isFalse();
        assertThat(wire.reset().from()).isEqualTo(Side.CLIENT);
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().flagNames()).isEqualTo("SYN|ACK");
    }

    @Test
    void anUnaskedSynAckMakesItsSenderTheServer() {
        Script script = new Script();
        script.client.next(1).server.sends(SYN | ACK, 0).client.reply(1);
        Followed followed = Followed.all(script);
        assertThat(followed.facts().rolesSeen()).isTrue();
        assertThat(followed.facts().server().port()).isEqualTo(443);
        assertThat(followed.wire().handshake().syn()).isNull();
        assertThat(followed.wire().handshake().synAck()).isNotNull();
        assertThat(followed.wire().reset().from()).isEqualTo(Side.CLIENT);
    }

    @Test
    void aNewSynOnThePairOfAClosedConnectionBeginsAnother() {
        Script script = new Script().handshake();
        script.client.data(10).server.data(20).client.fin().server.fin().client.ack();
        script.pause(Script.SECOND).client.again(77_000_000);
        script.server.again(88_000_000);
        script.handshake().client.data(5).server.abort();
        Followed followed = Followed.all(script);
        assertThat(followed.wire().handshake().previous()).isEqualTo(Previous.CLOSED);
        assertThat(followed.wire().fromClient().bytes()).isEqualTo(5);
        assertThat(followed.flows.counts().connections).isEqualTo(2);
    }

    @Test
    void howTheLastConnectionOfAPairEndedIsKnownAfterItIsForgotten() {
        Script script = new Script().handshake();
        script.client.data(10).server.data(20).client.fin().server.fin().client.ack();
        script.pause(30 * Script.SECOND).client.again(77_000_000);
        script.server.again(88_000_000);
        Script other = new Script(2, Script.START + 10 * Script.SECOND).handshake();
        other.pause(10 * Script.SECOND).client.data(1);
        script.handshake().server.abort();
        assertThat(Followed.together(List.of(script, other)).wire().handshake().previous())
                .isEqualTo(Previous.CLOSED);
    }

    @Test
    void aResetIsToldBeforeTheNextConnectionOfThePairBegins() {
        Script script = new Script().handshake();
        script.server.abort().pause(Script.MILLI).client.again(77_000_000);
        script.server.again(88_000_000);
        script.handshake().server.abort();
        Followed followed = Followed.all(script);
        assertThat(followed.resets).hasSize(2);
        assertThat(followed.resets)
                .extracting(facts ->
                        facts.wire() == null ? null : facts.wire().handshake().previous())
                .containsExactly(Previous.NONE, Previous.RESET);
        assertThat(followed.resets)
                .allSatisfy(
                        facts -> assertThat(facts.wire().aftermath().resets()).isZero());
    }

    /// SYN on a live pair, a bare ACK with the old number, its reset, the SYN again: RFC 9293 figure
    /// 10.
    @Test
    void aReconnectToAnEndThatStillHasTheOldConnectionIsSeenStepByStep() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.data(100).client.ack().pause(Script.SECOND);
        Packet old = script.packets.get(script.packets.size() - 3);
        script.client.again(77_000_000).sends(SYN, 0);
        script.packets.add(old.at(script.now()));
        script.pause(1000).client.reply(0);
        Packet reset = script.packets.get(script.packets.size() - 1);
        script.packets.set(
                script.packets.size() - 1,
                new Packet(
                        reset.nanos(),
                        reset.source(),
                        reset.destination(),
                        reset.ports(),
                        reset.flags(),
                        old.acknowledgment(),
                        0,
                        0,
                        0,
                        0,
                        64,
                        0,
                        0,
                        0,
                        0,
                        ""));
        script.pause(Script.SECOND).client.raw(SYN, 0, 0, 0);
        script.server
                .again(88_000_000)
                .sends(SYN | ACK, 0)
                .client
                .ack()
                .client
                .data(10)
                .server
                .ack();
        Followed followed = Followed.all(script);
        ConnectionFacts facts = followed.facts();
        Handshake handshake = followed.wire().handshake();
        assertThat(handshake.previous()).isEqualTo(Previous.LIVE);
        assertThat(handshake.challenge()).isNotNull();
        assertThat(handshake.challenge().from()).isEqualTo(Side.SERVER);
        assertThat(handshake.synAgain()).isTrue();
        assertThat(followed.wire().reset().trigger()).isNotNull();
        assertThat(facts.client().port()).isEqualTo(40_001);
        assertThat(followed.flows.counts().connections).isEqualTo(2);
    }
}
