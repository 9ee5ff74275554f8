package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Shape;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which reset is told when, what it answers, and what comes after it.
final class ResetsTest {
    private static final long MILLI = Script.MILLI;

    private static Script keepAliveRace() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.data(200).client.ack();
        script.pause(5 * Script.SECOND).server.fin().client.ack();
        return script.pause(20 * MILLI);
    }

    @Test
    void aReplyAnswersTheSegmentWhoseAcknowledgmentItCopied() {
        Script script = keepAliveRace();
        script.client.data(100).server.reply(202);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.shape()).isEqualTo(Shape.REPLY);
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().length()).isEqualTo(100);
        assertThat(wire.fromClient().bytesOutstanding()).isEqualTo(100);
        assertThat(wire.idleNanosBefore()).isBetween(20 * MILLI, 21 * MILLI);
    }

    @Test
    void aReplyToDataAndAFinRightBehindItAnswersTheData() {
        Script script = keepAliveRace();
        script.client.data(100).client.fin().server.reply(202).server.reply(202);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().length()).isEqualTo(100);
    }

    @Test
    void anAcknowledgmentIsNotRefusedThoughItsNumberIsBeyondWhatIsAcknowledged() {
        Script script = new Script().handshake();
        script.client.data(100).pause(MILLI).server.fin();
        script.client.raw(Script.ACK, 101, 2, 0).pause(200 * MILLI);
        script.client.raw(Script.ACK, 1, 2, 100).server.reply(2);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().length()).isEqualTo(100);
    }

    @Test
    void aGoodbyeThatTheResetOvertookWasSaidBeforeIt() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.data(50).client.ack();
        script.server.raw(Script.RST | Script.ACK, 52, 101, 0).pause(3 * MILLI);
        script.server.fin();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromServer().fin()).isNotNull();
        assertThat(wire.reset().sequenceGap()).isZero();
        assertThat(wire.aftermath().dataFromResetter()).isZero();
    }

    @Test
    void aReplyToDataThatWasSentAgainAnswersTheLastCopy() {
        Script script = keepAliveRace();
        script.client.data(100).pause(200 * MILLI);
        script.client.raw(Script.ACK, 101, 202, 100).server.reply(202);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().at().nanosSince(wire.reset().trigger().at())).isLessThan(MILLI);
    }

    @Test
    void theAnswerToALatePacketOfAClosedConnectionIsNoReset() {
        Script script = new Script().handshake();
        script.client
                .data(100)
                .server
                .data(200)
                .server
                .fin()
                .client
                .fin()
                .server
                .ack();
        script.server.raw(Script.ACK, 202, 102, 0).client.reply(script.client.sent());
        assertThat(Followed.all(script).resets).isEmpty();
    }

    @Test
    void aReplyThatWasStoredBeforeItsTriggerAnswersItAllTheSame() {
        Script script = keepAliveRace();
        script.client.data(100).server.reply(202);
        Collections.swap(script.packets, script.packets.size() - 1, script.packets.size() - 2);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().length()).isEqualTo(100);
        assertThat(wire.fromClient().bytes()).isEqualTo(200);
        assertThat(wire.aftermath().segmentsFromOther()).isZero();
        assertThat(wire.idleNanosBefore()).isBetween(19 * MILLI, 21 * MILLI);
    }

    @Test
    void anActiveResetThatWasStoredBeforeTheDataItAcknowledgesHadGotIt() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().client.data(500).server.abort();
        Collections.swap(script.packets, script.packets.size() - 1, script.packets.size() - 2);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromClient().bytes()).isEqualTo(600);
        assertThat(wire.fromClient().bytesAcknowledged()).isEqualTo(600);
        assertThat(wire.reset().acknowledgmentGap()).isZero();
    }

    @Test
    void aRefusedConnectionIsAReplyToItsSyn() {
        Script script = new Script();
        script.client.sends(Script.SYN, 0).server.again(0).raw(Script.RST | Script.ACK, 0, 1, 0);
        Packet reset = script.packets.get(1);
        script.packets.set(
                1,
                new Packet(
                        reset.nanos(),
                        reset.source(),
                        reset.destination(),
                        reset.ports(),
                        reset.flags(),
                        0,
                        reset.acknowledgment(),
                        0,
                        0,
                        0,
                        64,
                        0,
                        0,
                        0,
                        0,
                        ""));
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.shape()).isEqualTo(Shape.REPLY_TO_SYN);
        assertThat(wire.reset().trigger()).isNotNull();
        assertThat(wire.reset().trigger().flagNames()).isEqualTo("SYN");
        assertThat(wire.oneWay()).isFalse();
    }

    @Test
    void laterResetsAreEchoesOfTheFirst() {
        Script script = new Script().handshake();
        script.client.data(100).server.data(50).server.raw(Script.RST | Script.ACK, 51, 1, 0);
        script.client.data(100).server.reply(51).client.data(100).server.reply(51);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.aftermath().resets()).isEqualTo(2);
        assertThat(wire.aftermath().resetsFromOther()).isZero();
        assertThat(wire.aftermath().segmentsFromOther()).isEqualTo(2);
        assertThat(wire.aftermath().progressed()).isFalse();
        assertThat(wire.later()).hasSize(2);
        assertThat(wire.later().get(0).trigger()).isNotNull();
    }

    @Test
    void anEchoLongAfterwardsIsNotTold() {
        Script script = new Script().handshake();
        script.client.data(100).server.raw(Script.RST | Script.ACK, 1, 1, 0).pause(20 * Script.SECOND);
        script.client.raw(Script.ACK, 1, 1, 100).server.reply(1);
        assertThat(Followed.all(script).resets).hasSize(1);
    }

    @Test
    void theRealPeerOfAForgedResetIsSeenToGoOn() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.raw(Script.RST, 1, 0, 0).pause(3 * MILLI);
        script.server.data(1000).client.raw(Script.RST, 101, 0, 0).server.data(1000);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.reset().from()).isEqualTo(Side.SERVER);
        assertThat(wire.aftermath().dataFromResetter()).isEqualTo(2);
        assertThat(wire.aftermath().resetsFromOther()).isEqualTo(1);
        assertThat(wire.aftermath().progressed()).isFalse();
    }

    @Test
    void aResetThatNobodyBelievesIsToldAsSuchAndTheRealOneAsWell() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack();
        script.server.raw(Script.RST, 30_000, 0, 0).client.ack();
        for (int i = 0; i < 10; i++) {
            script.pause(10 * MILLI).client.data(100).server.data(100).client.ack();
        }
        script.pause(10 * MILLI).server.abort();
        Followed followed = Followed.all(script);
        assertThat(followed.resets).hasSize(2);
        WireFacts blind = followed.resets.get(0).wire();
        WireFacts real = followed.resets.get(1).wire();
        assertThat(blind).isNotNull();
        assertThat(real).isNotNull();
        assertThat(blind.reset().sequenceGap()).isPositive();
        assertThat(blind.aftermath().progressed()).isTrue();
        assertThat(blind.aftermath().challengeAcks()).isEqualTo(1);
        assertThat(real.aftermath().progressed()).isFalse();
        assertThat(real.fromServer().bytes()).isEqualTo(1000);
        assertThat(real.shape()).isEqualTo(Shape.ACTIVE);
    }

    @Test
    void aDownloadThatGoesOnIsProgressAlthoughTheClientSendsNothing() {
        Script script = new Script().handshake();
        script.client.data(100).server.data(1000).client.ack();
        script.server.raw(Script.RST, 900_000, 0, 0).pause(5 * MILLI);
        script.server.data(1000).client.ack().server.data(1000).client.ack();
        assertThat(Followed.all(script).wire().aftermath().progressed()).isTrue();
    }

    @Test
    void whatWasInFlightIsNoProgress() {
        Script script = new Script().handshake();
        script.server.data(1000).server.data(1000).client.data(10);
        script.client.raw(Script.RST | Script.ACK, 11, 2001, 0).pause(2 * MILLI);
        script.server.raw(Script.ACK, 2001, 11, 0).server.data(1000).client.reply(11);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.aftermath().progressed()).isFalse();
        assertThat(wire.aftermath().segmentsFromOther()).isEqualTo(2);
    }

    @Test
    void aResetIsToldAfterOneQuietSecond() {
        Script script = new Script().handshake();
        script.server.abort();
        Followed followed = new Followed(FlowOptions.everything(1000)).feed(script.packets);
        followed.flows.passed(900 * MILLI);
        assertThat(followed.resets).isEmpty();
        followed.flows.passed(1100 * MILLI);
        assertThat(followed.resets).hasSize(1);
        assertThat(followed.finish().resets).hasSize(1);
    }

    @Test
    void aResetIsToldAfterThreeSecondsThoughPacketsGoOn() {
        Script script = new Script().handshake();
        script.server.abort();
        for (int i = 0; i < 33; i++) {
            script.pause(100 * MILLI).client.data(1);
        }
        Followed followed = new Followed(FlowOptions.everything(1000)).feed(script.packets);
        assertThat(followed.resets).hasSize(1);
        assertThat(followed.wire().aftermath().segmentsFromOther()).isBetween(28L, 32L);
    }

    @Test
    void aResetAsFirstPacketIsToldWithNothingKnown() {
        Script script = new Script();
        script.client.raw(Script.RST, 5, 0, 0);
        Followed followed = Followed.all(script);
        ConnectionFacts facts = followed.facts();
        assertThat(facts.rolesSeen()).isFalse();
        assertThat(facts.client().port()).isEqualTo(40_001);
        assertThat(followed.wire().oneWay()).isTrue();
        assertThat(followed.wire().reset().sequenceGap()).isNull();
    }

    @Test
    void aResetCapturedTwiceIsNoEcho() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.abort();
        List<Packet> packets = script.packets.stream()
                .flatMap(packet -> List.of(packet, packet.forwarded(20_000)).stream())
                .toList();
        Followed followed = Followed.all(packets);
        assertThat(followed.wire().aftermath().resets()).isZero();
        assertThat(followed.wire().fromClient().segments()).isEqualTo(3);
        assertThat(followed.wire().fromClient().retransmissions().count()).isZero();
        assertThat(followed.flows.counts().duplicates).isEqualTo(6);
    }

    @Test
    void repeatedAcknowledgmentsAreNoDuplicates() {
        Script script = new Script().handshake();
        script.client.ack().client.ack().client.ack().server.abort();
        Followed followed = Followed.all(script);
        assertThat(followed.wire().fromClient().segments()).isEqualTo(5);
        assertThat(followed.flows.counts().duplicates).isZero();
    }

    @Test
    void finAndResetOfOneSideAreBothKnown() {
        Script script = new Script().handshake();
        script.client.data(100).server.ack().server.fin().server.abort();
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.fromServer().fin()).isNotNull();
        assertThat(wire.reset().segment().flags()).isEqualTo(Segment.RST | Segment.ACK);
        assertThat(wire.reset().sequenceGap()).isZero();
    }

    @Test
    void aReplyStoredBeforeTheActiveResetOfItsSideIsTheEcho() {
        Script script = new Script().handshake();
        script.server.data(1000).client.ack().server.data(1000).client.reply(1);
        script.client.raw(Script.RST | Script.ACK, 1, 1001, 0);
        WireFacts wire = Followed.all(script).wire();
        assertThat(wire.shape()).isEqualTo(Shape.ACTIVE);
        assertThat(wire.aftermath().resets()).isEqualTo(1);
        assertThat(wire.later().get(0).segment().has(Segment.ACK)).isFalse();
        assertThat(wire.story()).hasSize(8);
    }
}
