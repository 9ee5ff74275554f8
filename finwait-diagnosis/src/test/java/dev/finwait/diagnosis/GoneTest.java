package dev.finwait.diagnosis;

import static dev.finwait.diagnosis.facts.Side.CLIENT;
import static dev.finwait.diagnosis.facts.Side.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Aftermath;
import dev.finwait.diagnosis.facts.Handshake.Previous;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Segments for connections that the other end does not have, and resets that are not its own.
final class GoneTest {
    @Test
    void whatCarriedTheConnectionIsNamed() {
        Given given = Given.handshake().data(CLIENT, 10);
        given.tunnel = "VXLAN 42, 192.0.2.1 to 192.0.2.2";
        assertThat(given.resetBy(SERVER).evidence())
                .contains(Evidence.of("the connection was seen inside VXLAN 42, 192.0.2.1 to 192.0.2.2"));
    }

    @Test
    void aRefusedSynHarmsNobodyAndMayComeFromAPacketFilter() {
        Verdict verdict = Given.nothing().syn().refusalBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.PORT_CLOSED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.alternatives()).containsExactly(Cause.FIREWALL_REJECT);
        assertThat(verdict.harm()).isEqualTo(Harm.NONE);
    }

    @Test
    void aRefusalFromAnotherDistanceThanTheServersComesFromAFirewall() {
        Given given = Given.nothing().syn();
        given.ttl = 61;
        given.around = new Surroundings(4, IdleCloses.NONE, 57, 1, 0, 0, true);
        Verdict verdict = given.refusalBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.resetBy()).isEqualTo(Party.THIRD_PARTY);
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("61"));
    }

    @Test
    void dataForAServerThatRestartedMeetsAStranger() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .quiet(0.5)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.STATE_LOST);
        assertThat(verdict.alternatives()).contains(Cause.FLOW_MOVED, Cause.FIREWALL_REJECT, Cause.INJECTED);
        assertThat(verdict.alternatives()).doesNotContain(Cause.IDLE_FORGOTTEN);
        assertThat(verdict.bytesLost()).hasValue(10);
    }

    @Test
    void aGapJustAboveAKnownLimitWasForgottenOnTheWay() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .quiet(352)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.IDLE_FORGOTTEN);
        assertThat(verdict.resetBy()).isEqualTo(Party.THIRD_PARTY);
        assertThat(verdict.advice()).contains("below 350 s");
        assertThat(verdict.alternatives()).contains(Cause.STATE_LOST);
    }

    @Test
    void aLimitMayBeSetToAnything() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .quiet(4)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.STATE_LOST);
        assertThat(verdict.alternatives()).contains(Cause.IDLE_FORGOTTEN, Cause.CONNTRACK_INVALID);
    }

    @Test
    void aReplyOfAnEndThatWasJustThereIsAFiltersRatherThanAForgers() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.resetBy()).isEqualTo(Party.UNKNOWN);
        assertThat(verdict.alternatives()).contains(Cause.STATE_LOST, Cause.INJECTED);
    }

    @Test
    void anEndThatGoesOnHasNotLostTheConnection() {
        Given given =
                Given.handshake().data(CLIENT, 10).data(SERVER, 10).quiet(1).lateData(CLIENT, 10);
        given.aftermath = new Aftermath(0, 0, 2, 2, new Moment(60_000_000_000L, 90), 0, false, 0);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.alternatives()).startsWith(Cause.FLOW_MOVED).contains(Cause.STATE_LOST);
    }

    @Test
    void aReplyThatIsTooFastForItsSenderIsAFilters() {
        Given given =
                Given.handshake().data(CLIENT, 10).data(SERVER, 10).quiet(1).lateData(CLIENT, 10);
        given.nanosToServer = 40_000_000;
        assertThat(given.replyBy(SERVER).alternatives()).contains(Cause.FIREWALL_REJECT);
        given.aftermath = new Aftermath(0, 0, 2, 2, new Moment(60_000_000_000L, 90), 0, false, 0);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void anEndThatWasResetHasNoSocketToReset() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10);
        assertThat(given.resetBy(CLIENT).cause()).isNotEqualTo(Cause.INJECTED);
        given.later = List.of(given.activeReset(SERVER));
        assertThat(given.resetBy(CLIENT).alternatives()).contains(Cause.INJECTED);
        given.ttl = 63;
        assertThat(given.resetBy(CLIENT).cause()).isEqualTo(Cause.INJECTED);
    }

    @Test
    void aReplyWithANumberThatNobodyHadAcknowledgedIsAGuess() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10).lateData(CLIENT, 10);
        given.later = List.of(given.guess(SERVER, 0), given.guess(SERVER, 63));
        given.ttl = 63;
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.INJECTED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("somebody who guesses"));
        given.ttl = 64;
        assertThat(given.replyBy(SERVER).resetBy()).isEqualTo(Party.THIRD_PARTY);
    }

    @Test
    void repliesToSeveralSegmentsAreNoGuesses() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10).lateData(CLIENT, 10);
        given.later = List.of(given.guess(SERVER, -10));
        given.ttl = 63;
        assertThat(given.replyBy(SERVER).cause()).isEqualTo(Cause.FIREWALL_REJECT);
    }

    @Test
    void anEndThatHasAnsweredDoesNotRefuse() {
        Verdict verdict = Given.handshake().data(CLIENT, 30).data(SERVER, 30).resetBeyondLostDataBy(CLIENT, 32);
        assertThat(verdict.cause().family()).isEqualTo(Cause.LINGER_ZERO.family());
        assertThat(verdict.alternatives()).contains(Cause.CLOSE_WITH_UNREAD).doesNotContain(Cause.PORT_CLOSED);
        assertThat(verdict.evidence().get(0).text()).contains("an active reset");
    }

    @Test
    void aRefusalOfWhichNothingElseWasCapturedIsKnownByItsNumber() {
        Verdict verdict = Given.nothing().loneRefusalBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.PORT_CLOSED);
        assertThat(verdict.alternatives()).containsExactly(Cause.FIREWALL_REJECT);
    }

    @Test
    void aReplyOfWhichNothingElseWasCapturedProvesNothing() {
        Given given = Given.nothing();
        given.oneWay = true;
        Verdict verdict = given.replyToSomethingBy(CLIENT, null);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.alternatives()).contains(Cause.HANDSHAKE_ABANDONED);
    }

    @Test
    void anEndThatHadRoomToSayGoodbyeAndDidNotHasNotClosed() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .lateData(SERVER, 21)
                .quiet(1)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.STATE_LOST);
        assertThat(verdict.alternatives()).contains(Cause.DATA_BEFORE_FIN_ACKED);
    }

    @Test
    void whatTheUnseenDirectionMayHaveSaidExcludesNothing() {
        Given given = Given.nothing().syn();
        given.oneWay = true;
        Verdict verdict = given.replyToSomethingBy(CLIENT, null);
        assertThat(verdict.cause()).isEqualTo(Cause.HANDSHAKE_ABANDONED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.alternatives()).contains(Cause.HALF_OPEN_RECONNECT, Cause.TIME_WAIT_COLLISION);
    }

    @Test
    void aBareSegmentOutOfNowhereProvesNoConnection() {
        Verdict verdict = Given.nothing().ack(CLIENT).replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.STATE_LOST);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void aSegmentWithoutAckToAClosedPortIsRefused() {
        Verdict verdict = Given.nothing().bareFin(CLIENT).refusalBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.PORT_CLOSED);
        assertThat(verdict.evidence().get(0).text()).doesNotContain("SYN");
    }

    @Test
    void aServerThatAcknowledgesDataHadRoomForTheConnection() {
        Verdict verdict =
                Given.handshake().data(CLIENT, 900).lateData(CLIENT, 900).replyBy(SERVER);
        assertThat(verdict.cause()).isNotEqualTo(Cause.ACCEPT_QUEUE_OVERFLOW);
        assertThat(verdict.alternatives())
                .doesNotContain(Cause.ACCEPT_QUEUE_OVERFLOW)
                .contains(Cause.STATE_LOST);
    }

    @Test
    void aSideThatRepeatedItselfInVainHadGivenUp() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .lateData(SERVER, 10)
                .repeats(SERVER, 6)
                .quiet(20)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.alternatives()).contains(Cause.STATE_LOST);
        assertThat(verdict.cause()).isEqualTo(Cause.PEER_GAVE_UP);
    }

    @Test
    void aSynOnALiveConnectionIsCertainOnceTheOldOneWasSeen() {
        Verdict live = Given.nothing().syn().challenged(Previous.LIVE).replyBy(CLIENT);
        assertThat(live.cause()).isEqualTo(Cause.HALF_OPEN_RECONNECT);
        assertThat(live.confidence()).isEqualTo(Confidence.CERTAIN);

        Verdict waiting = Given.nothing().syn().challenged(Previous.CLOSED).replyBy(CLIENT);
        assertThat(waiting.cause()).isEqualTo(Cause.TIME_WAIT_COLLISION);

        Verdict unseen = Given.nothing().syn().challenged(Previous.NONE).replyBy(CLIENT);
        assertThat(unseen.cause()).isEqualTo(Cause.HALF_OPEN_RECONNECT);
        assertThat(unseen.alternatives()).contains(Cause.TIME_WAIT_COLLISION);
    }

    @Test
    void aSynAckThatDoesNotFitIsRejected() {
        Verdict verdict = Given.nothing().syn().synAck(false).replyBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.SYN_ACK_REJECTED);
    }

    @Test
    void aSynAckWithoutASynIsBackscatter() {
        Verdict verdict = Given.nothing().synAck(true).replyBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.UNSOLICITED_SYN_ACK);
    }

    @Test
    void aCallerThatHangsUpInTheHandshakeHarmsNobody() {
        Verdict scan = Given.nothing().syn().synAck(true).replyBy(CLIENT);
        assertThat(scan.cause()).isEqualTo(Cause.HANDSHAKE_ABANDONED);
        assertThat(scan.harm()).isEqualTo(Harm.NONE);

        Verdict probe = Given.handshake().resetBy(CLIENT);
        assertThat(probe.cause()).isEqualTo(Cause.HANDSHAKE_ABANDONED);
        assertThat(probe.alternatives()).contains(Cause.LINGER_ZERO);
    }

    @Test
    void theFirstRequestOfAFullAcceptQueueIsReset() {
        Verdict verdict =
                Given.handshake().lateData(CLIENT, 10).repeats(CLIENT, 2).replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.ACCEPT_QUEUE_OVERFLOW);
        assertThat(verdict.alternatives()).contains(Cause.STATE_LOST);
    }

    @Test
    void aResetWithTwoFlawsIsForged() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10);
        given.ttl = 49;
        given.aftermath = new Aftermath(1, 1, 4, 4, new Moment(90_000_000_000L, 99), 2, false, 0);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.INJECTED);
        assertThat(verdict.resetBy()).isEqualTo(Party.THIRD_PARTY);
        assertThat(verdict.echoes()).isEqualTo(1);
    }

    @Test
    void aResetThatNobodyBelievesIsCountedOnly() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10);
        given.aftermath = new Aftermath(0, 0, 4, 4, new Moment(90_000_000_000L, 99), 6, true, 1);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.isAttemptOnly()).isTrue();
        assertThat(verdict.harm()).isEqualTo(Harm.NONE);
    }

    @Test
    void aNewConnectionThatGoesOnAfterResettingTheOldOneIsNoBlindAttempt() {
        Given given = Given.nothing().syn().challenged(Previous.LIVE);
        given.aftermath = new Aftermath(0, 0, 4, 4, new Moment(90_000_000_000L, 99), 6, true, 0);
        assertThat(given.replyBy(CLIENT).cause()).isEqualTo(Cause.HALF_OPEN_RECONNECT);
    }

    @Test
    void aReplyInFormFromAnotherDistanceIsAFirewallsEvenIfTheRealEndGoesOn() {
        Given given = Given.handshake().data(CLIENT, 10).data(SERVER, 10).lateData(CLIENT, 10);
        given.ttl = 63;
        given.aftermath = new Aftermath(1, 1, 4, 4, new Moment(90_000_000_000L, 99), 2, false, 0);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.alternatives()).contains(Cause.INJECTED, Cause.FLOW_MOVED);
    }
}
