package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.Direction;
import dev.finwait.diagnosis.facts.PacketTraits.IpIds;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Shape;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bytes, acknowledgments, times and traits of each side up to the reset.
final class NumbersTest {
    private static final long MILLI = Script.MILLI;

    @Test
    void theHandshakeOfALongStreamHasTheFirstNumbers() {
        Script script = new Script().handshake();
        for (int i = 0; i < 5; i++) {
            script.client.data(1_000_000_000).server.ack();
        }
        script.server.abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.story().subList(0, 3)).extracting(Segment::sequence).containsExactly(0L, 0L, 1L);
        assertThat(wire.story().subList(0, 3))
                .extracting(Segment::acknowledgment)
                .containsExactly(-1L, 1L, 1L);
        assertThat(wire.story().get(11).sequence()).isEqualTo(1);
    }

    @Test
    void bytesAreCountedBySequenceNumbersThatWrapAround() {
        Script script = new Script().handshake();
        script.client
                .data(5000)
                .server
                .ack()
                .server
                .data(300)
                .client
                .ack()
                .client
                .data(1000)
                .server
                .abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromClient().bytes()).isEqualTo(6000);
        assertThat(wire.fromClient().bytesAcknowledged()).isEqualTo(6000);
        assertThat(wire.fromClient().dataSegments()).isEqualTo(2);
        assertThat(wire.fromServer().bytes()).isEqualTo(300);
        assertThat(wire.fromServer().bytesAcknowledged()).isEqualTo(300);
        assertThat(wire.shape()).isEqualTo(Shape.ACTIVE);
        assertThat(wire.reset().from()).isEqualTo(Side.SERVER);
        assertThat(wire.reset().segment().sequence()).isEqualTo(301);
        assertThat(wire.reset().segment().acknowledgment()).isEqualTo(6001);
        assertThat(wire.reset().sequenceGap()).isZero();
        assertThat(wire.reset().acknowledgmentGap()).isZero();
    }

    @Test
    void bytesThatTheResetDoesNotAcknowledgeAreOutstanding() {
        Script script = new Script().handshake();
        script.client.data(1000).server.ack().client.data(700).server.raw(Script.RST | Script.ACK, 1, 1001, 0);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromClient().bytesOutstanding()).isEqualTo(700);
        assertThat(wire.reset().acknowledgmentGap()).isEqualTo(700);
    }

    @Test
    void streamsOfMoreThanFourGigabytesAreCountedInFull() {
        Script script = new Script().handshake();
        int chunk = 1 << 29;
        for (int i = 0; i < 20; i++) {
            script.server.data(chunk).client.ack();
        }
        script.client.abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromServer().bytes()).isEqualTo(20L * chunk);
        assertThat(wire.fromServer().bytesAcknowledged()).isEqualTo(20L * chunk);
        assertThat(wire.reset().segment().acknowledgment()).isEqualTo(20L * chunk + 1);
    }

    @Test
    void eachHalfOfTheRoundTripIsTheShortestSeen() {
        Script script = new Script();
        script.client.sends(Script.SYN, 0).pause(3 * MILLI);
        script.server.sends(Script.SYN | Script.ACK, 0).pause(MILLI);
        script.client.ack().client.data(10).pause(2 * MILLI).server.ack();
        script.server.data(10).pause(5 * MILLI).client.ack().server.abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.nanosToServer()).isBetween(2 * MILLI, 2 * MILLI + 3000);
        assertThat(wire.nanosToClient()).isBetween(MILLI, MILLI + 3000);
    }

    @Test
    void aFinAndItsAcknowledgmentAreTimedOnTheirSide() {
        Script script = new Script().handshake();
        script.client.data(10).server.ack().server.data(20).pause(1000);
        long fin = script.now();
        script.server.fin().pause(1000);
        long acknowledged = script.now();
        script.client.ack().client.data(5).server.reply(22);
        Direction server = Followed.all(script).wire().fromServer();
        assertThat(server.fin()).isNotNull();
        assertThat(server.fin().nanos()).isEqualTo(fin);
        assertThat(server.finAcknowledged()).isNotNull();
        assertThat(server.finAcknowledged().nanos()).isEqualTo(acknowledged);
        assertThat(server.bytes()).isEqualTo(20);
        assertThat(server.bytesAcknowledged()).isEqualTo(20);
    }

    @Test
    void retransmissionsCountOnceAndARunHasItsBeginning() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack();
        long first = script.now();
        script.client.data(200);
        for (int i = 1; i <= 3; i++) {
            script.pause(200L * i * MILLI).client.raw(Script.ACK, 101, 1, 200);
        }
        script.server.reply(1);
        Direction client = Followed.all(script).wire().fromClient();
        assertThat(client.bytes()).isEqualTo(300);
        assertThat(client.bytesAcknowledged()).isEqualTo(100);
        assertThat(client.dataSegments()).isEqualTo(2);
        assertThat(client.retransmissions().count()).isEqualTo(3);
        assertThat(client.retransmissions().run()).isEqualTo(3);
        assertThat(client.retransmissions().runSince()).isNotNull();
        assertThat(client.retransmissions().runSince().nanos()).isEqualTo(first);
    }

    @Test
    void aRunOfRetransmissionsEndsWhenTheOtherSideIsHeard() {
        Script script = new Script().handshake();
        script.client
                .data(100)
                .pause(200 * MILLI)
                .client
                .raw(Script.ACK, 1, 1, 100)
                .server
                .ack()
                .client
                .abort();
        Direction client = Followed.all(script).wire().fromClient();
        assertThat(client.retransmissions().count()).isEqualTo(1);
        assertThat(client.retransmissions().run()).isZero();
        assertThat(client.retransmissions().runSince()).isNull();
    }

    @Test
    void keepAliveProbesAreNeitherDataNorRetransmissions() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack();
        for (int i = 0; i < 3; i++) {
            script.pause(10 * Script.SECOND).client.raw(Script.ACK, 100, 1, i % 2);
        }
        script.client.abort();
        Direction client = Followed.all(script).wire().fromClient();
        assertThat(client.probes().unanswered()).isEqualTo(3);
        assertThat(client.probes().intervalNanos()).isEqualTo(10 * Script.SECOND + 1000);
        assertThat(client.retransmissions().count()).isZero();
        assertThat(client.bytes()).isEqualTo(100);
    }

    @Test
    void emptyProbesAreKnownWithoutTheOtherDirection() {
        Script script = new Script().handshake();
        script.server.data(9);
        for (int i = 0; i < 3; i++) {
            script.pause(Script.SECOND).server.raw(Script.ACK, 9, 1, 0);
        }
        script.pause(Script.SECOND).server.abort();
        List<Packet> ofServer = script.packets.stream()
                .filter(packet -> packet.ports() >>> 16 == 443)
                .toList();
        assertThat(Followed.all(ofServer).wire().fromServer().probes().unanswered())
                .isEqualTo(3);
    }

    @Test
    void dataInTheWrongOrderIsNoRetransmission() {
        Script script = new Script().handshake();
        script.client
                .data(100)
                .client
                .data(200)
                .client
                .data(300)
                .server
                .ack()
                .server
                .abort();
        Script swapped = script;
        Packet second = swapped.packets.get(4);
        Packet third = swapped.packets.get(5);
        swapped.packets.set(4, third.at(second.nanos()));
        swapped.packets.set(5, second.at(third.nanos()));
        Direction client = Followed.all(swapped).wire().fromClient();
        assertThat(client.retransmissions().count()).isZero();
        assertThat(client.dataSegments()).isEqualTo(3);
        assertThat(client.bytes()).isEqualTo(600);
    }

    @Test
    void theLastDataThatTheOtherSideKnowsOfIsTheLastAcknowledged() {
        Script script = new Script().handshake();
        script.server.data(100).client.ack();
        long known = script.now();
        script.server.data(200).server.data(300);
        script.client.raw(Script.ACK, 1, 301, 0).client.raw(Script.RST | Script.ACK, 1, 301, 0);
        Direction server = Followed.all(script).wire().fromServer();
        assertThat(server.dataAtOtherEnd()).isNotNull();
        assertThat(server.dataAtOtherEnd().nanos()).isEqualTo(known);
        assertThat(server.lastData()).isNotNull();
        assertThat(server.lastData().nanos()).isEqualTo(known + 1000);
    }

    @Test
    void windowsAreScaledBehindTheHandshake() {
        Script script = new Script().handshake();
        script.client.data(1).server.ack().server.abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromClient().window()).isEqualTo(512L << 7);
        assertThat(wire.story().get(0).window()).isEqualTo(512);
        assertThat(wire.story().get(2).window()).isEqualTo(512L << 7);
    }

    @Test
    void windowsAreKnownWhereBothSynsWereSeenWithTheirOptions() {
        Script whole = new Script().handshake();
        whole.client.data(100).server.abort();
        assertThat(Followed.all(whole).wire().handshake().windowsKnown()).isTrue();

        Script late = new Script().handshake();
        late.client.data(100).server.abort();
        assertThat(Followed.all(late.packets.subList(1, late.packets.size()))
                        .wire()
                        .handshake()
                        .windowsKnown())
                .isFalse();
    }

    @Test
    void traitsAreThoseOfPacketsWithoutReset() {
        Script script = new Script().handshake();
        script.client.data(1).server.ack().server.data(1).client.ack();
        script.server.ttl(200).abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromServer().traits().ttl()).isEqualTo(64);
        assertThat(wire.reset().ttl()).isEqualTo(200);
        assertThat(wire.fromServer().traits().ipIds()).isEqualTo(IpIds.COUNTING);
        assertThat(wire.fromServer().traits().timestamps()).isTrue();
        assertThat(wire.fromServer().traits().dontFragment()).isTrue();
    }

    @Test
    void theStoryHasTheHandshakeTheLastEightTheResetAndSixAfter() {
        Script script = new Script().handshake();
        for (int i = 0; i < 20; i++) {
            script.client.data(10).server.ack();
        }
        script.server.abort();
        for (int i = 0; i < 10; i++) {
            script.client.data(10);
        }
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.story()).hasSize(3 + 8 + 1 + 6);
        assertThat(wire.story().get(0).flagNames()).isEqualTo("SYN");
        assertThat(wire.story().get(11).has(Segment.RST)).isTrue();
        assertThat(wire.story()).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }
}
