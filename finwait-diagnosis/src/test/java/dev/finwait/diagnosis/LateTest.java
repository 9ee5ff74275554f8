package dev.finwait.diagnosis;

import static dev.finwait.diagnosis.facts.Side.CLIENT;
import static dev.finwait.diagnosis.facts.Side.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Data that meets an end which had closed.
final class LateTest {
    private static Given idleServerClosed(double idle) {
        return Given.handshake()
                .data(CLIENT, 100)
                .data(SERVER, 200)
                .quiet(idle)
                .fin(SERVER)
                .finAcknowledged(SERVER);
    }

    @Test
    void aRequestOnAConnectionThatAnIdleServerHasClosedIsTheKeepaliveRace() {
        Verdict verdict = idleServerClosed(5).lateData(CLIENT, 100).replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.resetBy()).isEqualTo(Party.SERVER);
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
        assertThat(verdict.bytesLost()).hasValue(100);
        assertThat(verdict.alternatives()).contains(Cause.WRITE_AFTER_CLOSE, Cause.DATA_AFTER_SHUTDOWN);
    }

    @Test
    void aRecurringIdleTimeGivesTheLimitToSet() {
        Given given = idleServerClosed(5).lateData(CLIENT, 100);
        IdleCloses closes = new IdleCloses(7, 5_000_000_000L, 5_000_000_000L, 5_100_000_000L, List.of());
        given.around = new Surroundings(9, closes, 64, 1, 0, 0, true);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.advice()).contains("idle for more than 4.0 s").contains("after 5.0 s");
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("7 such closes"));
    }

    @Test
    void aRequestThatDidNotCountTheFinHasCrossedIt() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 100)
                .data(SERVER, 200)
                .quiet(5)
                .fin(SERVER)
                .lateData(CLIENT, 100)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.REQUEST_CROSSED_FIN);
        assertThat(verdict.alternatives()).contains(Cause.KEEPALIVE_RACE);
    }

    @Test
    void dataRightAfterAFinThatWasSeenIsWrittenAfterTheClose() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 100)
                .data(SERVER, 200)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .lateData(CLIENT, 4)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.WRITE_AFTER_CLOSE);
    }

    @Test
    void dataThatMeetsAnAnswerStillOnItsWayKillsTheRestOfIt() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 100)
                .lateData(SERVER, 5_000)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.DATA_BEFORE_FIN_ACKED);
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
        assertThat(verdict.bytesLost()).hasValue(5_010);
    }

    @Test
    void dataThatAClientWentOnToSendIsNoRequestThatCrossed() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 9_000)
                .fin(SERVER)
                .lateData(CLIENT, 9_000)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.DATA_BEFORE_FIN_ACKED);
        assertThat(verdict.alternatives()).contains(Cause.REQUEST_CROSSED_FIN);
    }

    @Test
    void whatIsSaidOnTlsRightBeforeClosingIsNoAnswer() {
        Given given = Given.handshake()
                .data(CLIENT, 200)
                .data(SERVER, 900)
                .quiet(5)
                .data(SERVER, 24)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .lateData(CLIENT, 61);
        assertThat(given.replyBy(SERVER).confidence()).isEqualTo(Confidence.POSSIBLE);
        given.talk = new Conversation(Protocol.TLS, 0, 0, 0, -1, -1, -1, -1, -1, null, null);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("quiet for 5.0 s"));
    }

    @Test
    void aServerThatSpeaksUnaskedAndClosesAfterAPauseHasPerhapsHadEnoughOfIt() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 200)
                .data(SERVER, 900)
                .quiet(5)
                .data(SERVER, 117)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .lateData(CLIENT, 15)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.alternatives()).startsWith(Cause.WRITE_AFTER_CLOSE);
        assertThat(verdict.advice()).contains("idle for more than 4.0 s");
    }

    @Test
    void aServerThatClosesInsteadOfAnsweringWasNotIdle() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .data(CLIENT, 10)
                .quiet(2)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .lateData(CLIENT, 10)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.WRITE_AFTER_CLOSE);
        assertThat(verdict.alternatives()).contains(Cause.KEEPALIVE_RACE);
    }

    @Test
    void aServerOfHttpThatClosesWithoutAWordHadNotHeardTheWholeRequest() {
        Given given = Given.handshake()
                .data(CLIENT, 20)
                .quiet(2)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .lateData(CLIENT, 12);
        assertThat(given.replyBy(SERVER).cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        given.talk = new Conversation(Protocol.HTTP1, 1, 0, 1, -1, -1, -1, -1, -1, null, null);
        Verdict verdict = given.replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.WRITE_AFTER_CLOSE);
        assertThat(verdict.alternatives()).contains(Cause.KEEPALIVE_RACE);
    }

    @Test
    void aReplyToDataThatLeftBeforeTheFinWasThereIsKnownByItsNumber() {
        Given given = Given.handshake().data(CLIENT, 900).lateData(CLIENT, 900);
        given.fin(SERVER).finAcknowledged(SERVER);
        Verdict verdict = given.replyToDataBeforeFinBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.DATA_BEFORE_FIN_ACKED);
    }

    @Test
    void aWindowOfUnknownScaleHoldsNobodyUp() {
        Given given =
                Given.handshake().data(CLIENT, 10).data(SERVER, 63_500).quiet(1).lateData(CLIENT, 10);
        assertThat(given.replyBy(SERVER).cause()).isEqualTo(Cause.DATA_BEFORE_FIN_ACKED);

        Given unknown =
                Given.handshake().data(CLIENT, 10).data(SERVER, 63_500).quiet(1).lateData(CLIENT, 10);
        unknown.windowsKnown = false;
        Verdict verdict = unknown.replyBy(SERVER);
        assertThat(verdict.cause()).isNotEqualTo(Cause.DATA_BEFORE_FIN_ACKED);
        assertThat(verdict.alternatives()).contains(Cause.DATA_BEFORE_FIN_ACKED);
    }

    @Test
    void aFinBehindDataThatWasLostIsDataForAClosedEnd() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .fin(SERVER)
                .lateData(CLIENT, 47)
                .fin(CLIENT)
                .replyBy(SERVER);
        assertThat(verdict.cause().family()).isEqualTo(Cause.WRITE_AFTER_CLOSE.family());
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
    }

    @Test
    void aReplyToASegmentTooFarBackIsNoReplyToNothing() {
        Verdict verdict = Given.handshake().data(CLIENT, 900).fin(SERVER).replyToSomethingBy(SERVER, -1L);
        assertThat(verdict.cause()).isEqualTo(Cause.DATA_BEFORE_FIN_ACKED);
    }

    @Test
    void aFinForAnEndThatNoLongerWaitsForItHarmsNobody() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .fin(SERVER)
                .finAcknowledged(SERVER)
                .quiet(70)
                .fin(CLIENT)
                .replyBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.ORPHAN_FIN_WAIT_EXPIRED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.harm()).isEqualTo(Harm.NONE);
    }

    @Test
    void aClientThatLeavesWhileTheServerStreamsIsGone() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 100)
                .data(SERVER, 50_000)
                .fin(CLIENT)
                .finAcknowledged(CLIENT)
                .lateData(SERVER, 50_000)
                .replyBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_GONE);
        assertThat(verdict.resetBy()).isEqualTo(Party.CLIENT);
        assertThat(verdict.bytesLost()).hasValue(50_000);
    }
}
