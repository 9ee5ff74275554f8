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
import org.junit.jupiter.api.Test;

/// Live sockets that were thrown away, as packets show them.
final class AbortTest {
    @Test
    void packetsNeverTellUnreadDataFromLingerZeroForCertain() {
        Verdict unread = Given.handshake().data(CLIENT, 3_000).resetBy(SERVER);
        assertThat(unread.cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
        assertThat(unread.confidence()).isNotEqualTo(Confidence.CERTAIN);
        assertThat(unread.alternatives()).contains(Cause.LINGER_ZERO, Cause.PROCESS_DIED, Cause.ADMIN_KILL);
        assertThat(unread.question()).contains("finwait watch").contains("192.0.2.2");
    }

    @Test
    void aSideThatHasAnsweredAndResetsHasPerhapsLingerZero() {
        Verdict verdict = Given.handshake().data(CLIENT, 100).data(SERVER, 3).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(verdict.alternatives()).contains(Cause.CLOSE_WITH_UNREAD);
    }

    @Test
    void whereNothingWasSentNothingCanBeUnread() {
        Verdict verdict = Given.handshake().data(SERVER, 100).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(verdict.alternatives()).doesNotContain(Cause.CLOSE_WITH_UNREAD, Cause.PROCESS_DIED);
    }

    @Test
    void aDownloadCutByItsClientWasNotReadToTheEnd() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 100)
                .data(SERVER, 9_000)
                .lateData(SERVER, 60_000)
                .resetBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.resetBy()).isEqualTo(Party.CLIENT);
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
        assertThat(verdict.bytesLost()).hasValue(60_000);
    }

    @Test
    void anAnswerBeforeTheEndOfTheUploadIsAnEarlyResponse() {
        Given given = Given.handshake().data(CLIENT, 20_000).data(SERVER, 150).lateData(CLIENT, 30_000);
        given.talk = new Conversation(Protocol.HTTP1, 1, 1, 0, 413, 100, 100, 3_000_000, 50_000, null, null);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.EARLY_RESPONSE);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("status 413"));
    }

    @Test
    void anAnswerOfWhichOnlyTheEndIsRememberedIsMeasuredByItsNumbers() {
        Given given = Given.handshake().data(CLIENT, 54).data(SERVER, 32_000).data(SERVER, 208);
        assertThat(given.remembered(4, 1).resetBy(CLIENT).cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
    }

    @Test
    void anAnswerOfUnknownLengthIsNotCalledWhole() {
        Verdict verdict = Given.handshake().data(CLIENT, 54).data(SERVER, 208).resetBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(verdict.evidence())
                .anyMatch(item -> item.text().contains("small"))
                .noneMatch(item -> item.text().contains("whole"));
    }

    @Test
    void anUploadThatGoesOnBehindTheResetWasAnsweredEarly() {
        Given given = Given.handshake().data(CLIENT, 60_000).data(SERVER, 163);
        given.talk = new Conversation(Protocol.HTTP1, 1, 1, 0, -1, -1, -1, -1, -1, null, null);
        assertThat(given.resetBy(SERVER).cause()).isEqualTo(Cause.LINGER_ZERO);
        Verdict verdict = given.sendsOn(CLIENT).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.EARLY_RESPONSE);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        given.talk = Conversation.UNKNOWN;
        assertThat(given.resetBy(SERVER).cause()).isNotEqualTo(Cause.EARLY_RESPONSE);
    }

    @Test
    void aFinAndAResetOfOneSideThrowAwayWhatTheOtherHadSent() {
        Verdict verdict = Given.handshake().data(CLIENT, 1_000).fin(SERVER).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.HALF_CLOSE_THEN_UNREAD);
        assertThat(verdict.alternatives()).doesNotContain(Cause.CLOSE_WITH_UNREAD);
    }

    @Test
    void aFinThatTheResettingSideHadNotReceivedChangesNothing() {
        Verdict verdict =
                Given.handshake().data(CLIENT, 30).fin(SERVER).fin(CLIENT).resetBy(SERVER, 1);
        assertThat(verdict.cause()).isEqualTo(Cause.HALF_CLOSE_THEN_UNREAD);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.alternatives()).doesNotContain(Cause.LATE_DISCONNECT);
    }

    @Test
    void unreadDataIsThrownAwayBehindBothFinsAsWell() {
        Verdict verdict =
                Given.handshake().data(CLIENT, 30).fin(CLIENT).fin(SERVER).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.HALF_CLOSE_THEN_UNREAD);
        assertThat(verdict.alternatives()).contains(Cause.LATE_DISCONNECT);
    }

    @Test
    void aDeadProcessResetsNothingThatItHadRead() {
        Given given = Given.handshake().data(CLIENT, 30).data(SERVER, 30);
        given.around = new Surroundings(9, IdleCloses.NONE, 64, 4, 0, 2, false);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(verdict.alternatives()).contains(Cause.PROCESS_DIED);
    }

    @Test
    void aClientThatDropsAllAtOnceHasPerhapsEnded() {
        Given given = Given.handshake().data(CLIENT, 30).data(SERVER, 30);
        given.around = new Surroundings(9, IdleCloses.NONE, 64, 8, 0, 0, false);
        Verdict verdict = given.resetBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.PROCESS_DIED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.alternatives()).startsWith(Cause.LINGER_ZERO);
    }

    @Test
    void theNextQuestionOfAnUnknownProtocolIsNoUpload() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 30)
                .data(SERVER, 30)
                .data(CLIENT, 30)
                .resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
        assertThat(verdict.alternatives()).contains(Cause.EARLY_RESPONSE);
    }

    @Test
    void probesProveNothingWhereTheAnswersWereNotCaptured() {
        Given given = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .probes(SERVER, 3, 5)
                .quiet(5)
                .data(SERVER, 1);
        given.oneWay = true;
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.confidence()).isNotEqualTo(Confidence.CERTAIN);
        assertThat(verdict.alternatives()).contains(Cause.KEEPALIVE_TIMEOUT);
    }

    @Test
    void oneProbeHasNoDistanceToTheNext() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .data(SERVER, 10)
                .probes(SERVER, 1, 0)
                .quiet(10)
                .resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_TIMEOUT);
        assertThat(verdict.evidence()).noneMatch(item -> item.text().contains("apart"));
        assertThat(verdict.evidence()).anyMatch(item -> item.text().contains("1 keep-alive probe of the server was"));
    }

    @Test
    void anUploadWhoseLengthIsNotKnownMayHaveBeenCut() {
        Given given = Given.handshake().data(CLIENT, 2_000).data(SERVER, 300);
        given.talk = new Conversation(Protocol.HTTP1, 1, 1, 0, 413, 0, 0, -1, -1, null, null);
        assertThat(given.resetBy(SERVER).harm()).isEqualTo(Harm.POSSIBLE);
    }

    @Test
    void severalUnusedConnectionsResetAtOnceWaitedInAnAcceptQueue() {
        Given given = Given.handshake().data(CLIENT, 5);
        given.around = new Surroundings(3, IdleCloses.NONE, 64, 3, 3, 0, false);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.LISTENER_CLOSED);
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
        assertThat(verdict.bytesLost()).hasValue(5);
    }

    @Test
    void severalUsedConnectionsResetAtOnceShareADeadProcess() {
        Given given = Given.handshake().data(CLIENT, 5).data(SERVER, 5).data(CLIENT, 5);
        given.around = new Surroundings(9, IdleCloses.NONE, 64, 4, 0, 2, false);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.PROCESS_DIED);
        assertThat(verdict.alternatives()).contains(Cause.CLOSE_WITH_UNREAD);
    }

    @Test
    void probesWithoutAnAnswerAndAResetWhenTheNextIsDueAreCertain() {
        Verdict verdict = Given.handshake()
                .data(CLIENT, 10)
                .probes(SERVER, 3, 10)
                .quiet(10)
                .resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_TIMEOUT);
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void theTwoClosesThatLookAlikeStandBesideEachOther() {
        Verdict spokeLast = Given.handshake().data(CLIENT, 30).data(SERVER, 30).resetBy(SERVER);
        assertThat(spokeLast.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(spokeLast.alternatives()).startsWith(Cause.CLOSE_WITH_UNREAD);
        Verdict nothingElse = Given.nothing().resetBy(SERVER);
        assertThat(nothingElse.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(nothingElse.cause().family()).isEqualTo(Cause.LINGER_ZERO.family());
    }

    @Test
    void aRefusedFurtherPathIsNoClosedPort() {
        Given given = Given.nothing().syn();
        given.joins = true;
        Verdict verdict = given.refusalBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.MPTCP_SUBFLOW);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.alternatives()).contains(Cause.PORT_CLOSED);
    }

    @Test
    void aMultipathResetSaysSoItself() {
        Verdict verdict = Given.handshake().data(CLIENT, 10).mptcp(4).resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.MPTCP_SUBFLOW);
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(verdict.alternatives()).isEmpty();
    }

    @Test
    void aResetBehindACompleteAnswerHarmsNobody() {
        Given given = Given.handshake().data(CLIENT, 100).data(SERVER, 500);
        given.talk = new Conversation(Protocol.HTTP1, 1, 1, 0, 200, 400, 400, 0, 0, null, null);
        Verdict verdict = given.resetBy(CLIENT);
        assertThat(verdict.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(verdict.harm()).isEqualTo(Harm.NONE);
        assertThat(verdict.bytesLost()).hasValue(0);
    }
}
