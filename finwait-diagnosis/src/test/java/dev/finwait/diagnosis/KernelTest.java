package dev.finwait.diagnosis;

import static dev.finwait.diagnosis.facts.Side.CLIENT;
import static dev.finwait.diagnosis.facts.Side.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.SocketErrorReport;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The kernel's word, alone and beside packets.
final class KernelTest {
    private static final ProcessIdentity SERVICE = new ProcessIdentity(42, "service", null, null, null);
    private static final Moment NOW = new Moment(2_000_000_000L, 0);

    private static KernelFacts told(
            String reason, @Nullable String state, Context context, Counters counters, @Nullable Closing closing) {
        SentReset sent = new SentReset(NOW, SERVER, reason, state, context, SERVICE);
        return new KernelFacts(SERVER, sent, null, 0, history("TCP_CLOSE"), List.of(), closing, counters);
    }

    private static List<StateChange> history(String last) {
        return List.of(
                new StateChange(NOW, SERVER, "TCP_SYN_RECV", "TCP_ESTABLISHED", Context.INTERRUPT, SERVICE),
                new StateChange(NOW, SERVER, "TCP_ESTABLISHED", last, Context.PROCESS, SERVICE));
    }

    private static List<StateChange> historyOfMinutes() {
        Moment longAgo = new Moment(NOW.nanos() - 65_000_000_000L, 0);
        return List.of(
                new StateChange(longAgo, SERVER, "TCP_SYN_RECV", "TCP_ESTABLISHED", Context.INTERRUPT, SERVICE),
                new StateChange(NOW, SERVER, "TCP_ESTABLISHED", "TCP_FIN_WAIT1", Context.PROCESS, SERVICE));
    }

    private static Closing closing(Side side, boolean exiting) {
        return new Closing(NOW, side, SERVICE, exiting, 1_000, -1);
    }

    private static Counters counters(long abortOnData) {
        return new Counters(1, abortOnData, 0, 0, 0, 0, 1);
    }

    @Test
    void unreadDataIsCertainWhereTheKernelAndThePacketsSaySo() {
        Given given = Given.handshake().data(CLIENT, 1_000);
        given.kernel = told("TCP_ABORT_ON_CLOSE", "TCP_CLOSE", Context.PROCESS, counters(0), closing(SERVER, false));
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(verdict.process()).isEqualTo(SERVICE);
        assertThat(verdict.kernelReason()).isEqualTo("TCP_ABORT_ON_CLOSE");
        assertThat(verdict.bytesLost()).hasValue(1_000);
    }

    @Test
    void aProcessThatEndsWithUnreadDataDied() {
        Given given = Given.nothing();
        given.kernel = told("TCP_ABORT_ON_CLOSE", "TCP_CLOSE", Context.PROCESS, counters(0), closing(SERVER, true));
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.PROCESS_DIED);
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void theFiveCausesBehindTcpStateAreToldApart() {
        Given linger = Given.handshake().data(CLIENT, 10).data(SERVER, 10);
        linger.kernel = told("TCP_STATE", "TCP_CLOSE", Context.PROCESS, counters(1), null);
        Verdict zero = linger.resetBy(SERVER);
        assertThat(zero.cause()).isEqualTo(Cause.LINGER_ZERO);
        assertThat(zero.confidence()).isEqualTo(Confidence.CERTAIN);

        Given killed = Given.nothing();
        killed.kernel = told("TCP_STATE", "TCP_ESTABLISHED", Context.PROCESS, counters(0), null);
        assertThat(killed.byKernelAlone().cause()).isEqualTo(Cause.ADMIN_KILL);

        Given queued = Given.handshake().data(CLIENT, 10);
        queued.kernel = listenerClosedBefore(1_000, SERVICE, counters(0));
        assertThat(queued.resetBy(SERVER).cause()).isEqualTo(Cause.LISTENER_CLOSED);

        Given dissolved = Given.handshake().data(CLIENT, 10).data(SERVER, 10);
        dissolved.kernel = told("TCP_STATE", "TCP_CLOSE", Context.PROCESS, counters(0), null);
        Verdict disconnect = dissolved.resetBy(SERVER);
        assertThat(disconnect.cause()).isEqualTo(Cause.DISCONNECT);
        assertThat(disconnect.confidence()).isEqualTo(Confidence.CERTAIN);

        Given orphan = Given.nothing();
        List<StateChange> waiting = List.of(
                new StateChange(NOW, SERVER, "TCP_ESTABLISHED", "TCP_FIN_WAIT1", Context.PROCESS, SERVICE),
                new StateChange(NOW, SERVER, "TCP_FIN_WAIT1", "TCP_FIN_WAIT2", Context.INTERRUPT, SERVICE));
        SentReset byTimer = new SentReset(NOW, SERVER, "TCP_STATE", "TCP_FIN_WAIT2", Context.INTERRUPT, SERVICE);
        orphan.kernel = new KernelFacts(SERVER, byTimer, null, 0, waiting, List.of(), null, Counters.UNKNOWN);
        Verdict expired = orphan.byKernelAlone();
        assertThat(expired.cause()).isEqualTo(Cause.ORPHAN_FIN_WAIT_EXPIRED);
        assertThat(expired.process())
                .as("an interrupted process has nothing to do with it")
                .isNull();
    }

    private static KernelFacts listenerClosedBefore(long nanos, ProcessIdentity closer, Counters counters) {
        List<StateChange> history = List.of(
                new StateChange(
                        new Moment(NOW.nanos() - nanos, 0), SERVER, "TCP_LISTEN", "TCP_CLOSE", Context.PROCESS, closer),
                new StateChange(NOW, SERVER, "TCP_ESTABLISHED", "TCP_CLOSE", Context.PROCESS, SERVICE));
        SentReset sent = new SentReset(NOW, SERVER, "TCP_STATE", "TCP_CLOSE", Context.PROCESS, SERVICE);
        return new KernelFacts(null, sent, null, 0, history, List.of(), null, counters);
    }

    @Test
    void whoeverClosesItsListenerResetsWhatWaitedThere() {
        Given given = Given.nothing();
        Counters busy = new Counters(1_934, 1_872, 20, 0, 0, 0, 536);
        given.kernel = listenerClosedBefore(1_000, SERVICE, busy);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.LISTENER_CLOSED);
        assertThat(verdict.confidence()).isNotEqualTo(Confidence.CERTAIN);
        assertThat(verdict.alternatives()).contains(Cause.LINGER_ZERO);
        assertThat(verdict.process()).isEqualTo(SERVICE);
    }

    @Test
    void aProgramThatClosesItsListenerAndThenAConnectionIsToldApart() {
        Given given = Given.nothing();
        given.kernel = listenerClosedBefore(80_000, SERVICE, new Counters(24, 14, 0, 0, 0, 0, 24));
        assertThat(given.byKernelAlone().cause()).isEqualTo(Cause.LINGER_ZERO);
    }

    @Test
    void aListenerThatAnotherProcessClosedProvesNothing() {
        Given given = Given.nothing();
        ProcessIdentity another = new ProcessIdentity(43, "another", null, null, null);
        given.kernel = listenerClosedBefore(1_000, another, new Counters(2, 1, 0, 0, 0, 0, 2));
        assertThat(given.byKernelAlone().cause()).isEqualTo(Cause.LINGER_ZERO);
    }

    @Test
    void whatTheKernelSawUnreadIsLostHoweverSureTheCauseIs() {
        Given given = Given.nothing();
        given.kernel =
                told("TCP_ABORT_ON_CLOSE", "TCP_CLOSE", Context.PROCESS, Counters.UNKNOWN, closing(SERVER, false));
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.harm()).isEqualTo(Harm.LOST);
        assertThat(verdict.bytesLost()).hasValue(1_000);
    }

    @Test
    void whereTheKernelHasSpokenNobodyIsSentToAskItAgain() {
        Given given = Given.nothing();
        given.kernel = told("TCP_STATE", "TCP_CLOSE", Context.PROCESS, Counters.UNKNOWN, null);
        assertThat(given.byKernelAlone().question()).contains("--trace").doesNotContain("finwait watch");
    }

    @Test
    void countersOfABusyHostProveNothing() {
        Given given = Given.nothing();
        Counters busy = new Counters(1_934, 1_872, 20, 0, 0, 0, 536);
        given.kernel = told("TCP_STATE", "TCP_CLOSE", Context.PROCESS, busy, null);
        assertThat(given.byKernelAlone().confidence()).isNotEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aKillerIsNamedAlthoughItWorksWithPacketsHeldOff() {
        Given given = Given.nothing();
        given.kernel = told("TCP_STATE", "TCP_ESTABLISHED", Context.UNKNOWN, counters(0), null);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.ADMIN_KILL);
        assertThat(verdict.process()).isEqualTo(SERVICE);
    }

    @Test
    void aConnectionThatWasClosedAtOnceHadNotBeenIdle() {
        Given given = Given.nothing();
        SentReset late = new SentReset(NOW, SERVER, "TCP_TIMEWAIT_SOCKET", null, Context.INTERRUPT, SERVICE);
        given.kernel = new KernelFacts(
                SERVER,
                late,
                null,
                0,
                history("TCP_FIN_WAIT1"),
                List.of(),
                new Closing(NOW, SERVER, SERVICE, false, 0, 0),
                Counters.UNKNOWN);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.WRITE_AFTER_CLOSE);
        assertThat(verdict.process()).isEqualTo(SERVICE);
    }

    @Test
    void aLateResetNamesTheProcessThatHadClosed() {
        Given given = Given.nothing();
        SentReset late = new SentReset(NOW, SERVER, "TCP_TIMEWAIT_SOCKET", "TCP_TIME_WAIT", Context.INTERRUPT, SERVICE);
        ProcessIdentity closer = new ProcessIdentity(7, "closer", null, null, null);
        given.kernel = new KernelFacts(
                SERVER,
                late,
                null,
                0,
                historyOfMinutes(),
                List.of(),
                new Closing(NOW, SERVER, closer, false, 0, 0),
                Counters.UNKNOWN);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.process()).isEqualTo(closer);
    }

    private static Verdict lateAfterIdle(long idleNanos, IdleCloses closes) {
        Given given = Given.nothing();
        given.around = new Surroundings(closes.count() + 1, closes, -1, 1, 0, 0, true);
        given.kernel = new KernelFacts(
                SERVER,
                new SentReset(NOW, SERVER, "TCP_TIMEWAIT_SOCKET", "TCP_TIME_WAIT", Context.INTERRUPT, SERVICE),
                null,
                0,
                historyOfMinutes(),
                List.of(),
                new Closing(NOW, SERVER, SERVICE, false, 0, 0, idleNanos),
                Counters.UNKNOWN);
        return given.byKernelAlone();
    }

    private static IdleCloses closes(long count, long nanos) {
        return new IdleCloses(count, nanos, nanos, nanos, List.of(new IdleCloses.Bucket(nanos, count)));
    }

    @Test
    void aCloseAfterTheTimeAfterWhichTheServerAlwaysClosesIsLikelyForThat() {
        Verdict verdict = lateAfterIdle(60_200_000_000L, closes(3, 60_000_000_000L));
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(verdict.alternatives()).contains(Cause.WRITE_AFTER_CLOSE);
        assertThat(verdict.advice()).contains("48.0 s");
    }

    @Test
    void anIdleCloseThatIsAloneOrAtAnotherTimeIsOnlyPossible() {
        assertThat(lateAfterIdle(60_000_000_000L, closes(2, 60_000_000_000L)).confidence())
                .isEqualTo(Confidence.POSSIBLE);
        assertThat(lateAfterIdle(20_000_000_000L, closes(9, 60_000_000_000L)).confidence())
                .isEqualTo(Confidence.POSSIBLE);
        assertThat(lateAfterIdle(-1, closes(9, 60_000_000_000L)).confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void aCloseRightAfterTheLastDataWasNotForIdleness() {
        Verdict verdict = lateAfterIdle(3_000_000L, closes(9, 60_000_000_000L));
        assertThat(verdict.cause()).isEqualTo(Cause.WRITE_AFTER_CLOSE);
    }

    @Test
    void anEndThatLearnsOfTheResetItSentHadShutDownOnly() {
        Given given = Given.nothing();
        SentReset late = new SentReset(NOW, SERVER, "TCP_ABORT_ON_DATA", "TCP_CLOSE", Context.INTERRUPT, SERVICE);
        given.kernel = new KernelFacts(
                SERVER,
                late,
                null,
                0,
                history("TCP_FIN_WAIT1"),
                List.of(new SocketErrorReport(NOW, SERVER, 104)),
                null,
                Counters.UNKNOWN);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.DATA_AFTER_SHUTDOWN);
        assertThat(verdict.process()).as("who shut it down").isEqualTo(SERVICE);
    }

    @Test
    void aResetThatThisHostReceivedFromItselfWithoutSendingItIsAFirewalls() {
        Given given = Given.nothing();
        given.kernel =
                new KernelFacts(null, null, NOW, 0, List.of(), List.of(), null, new Counters(0, 0, 0, 0, 0, 0, 0));
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.FIREWALL_REJECT);
        assertThat(verdict.resetBy()).isEqualTo(Party.THIRD_PARTY);
        assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aReasonOfAKernelThatNobodyKnowsYetExcludesNothing() {
        Given given = Given.handshake().data(CLIENT, 1_000);
        given.kernel = told("A_NEW_REASON", "TCP_CLOSE", Context.PROCESS, Counters.UNKNOWN, null);
        Verdict verdict = given.resetBy(SERVER);
        assertThat(verdict.confidence()).isNotEqualTo(Confidence.CERTAIN);
        assertThat(verdict.alternatives()).contains(Cause.LINGER_ZERO);
    }

    @Test
    void aKernelThatOnlyTellsOfNoResetItSentLeavesTheQuestionOpen() {
        Given given = Given.nothing();
        given.kernel = new KernelFacts(null, null, NOW, 0, List.of(), List.of(), null, Counters.UNKNOWN);
        assertThat(given.byKernelAlone().confidence()).isNotEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aResetThatWasOnlyReceivedIsNoKeepaliveRaceWithoutAFin() {
        Given given = Given.nothing();
        List<StateChange> client = List.of(
                new StateChange(NOW, CLIENT, "TCP_SYN_SENT", "TCP_ESTABLISHED", Context.INTERRUPT, SERVICE),
                new StateChange(NOW, CLIENT, "TCP_ESTABLISHED", "TCP_CLOSE", Context.INTERRUPT, SERVICE));
        given.kernel = new KernelFacts(CLIENT, null, NOW, 0, client, List.of(), null, Counters.UNKNOWN);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.resetBy()).isEqualTo(Party.SERVER);
        assertThat(verdict.cause()).isEqualTo(Cause.CLOSE_WITH_UNREAD);
        assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(verdict.alternatives()).contains(Cause.LINGER_ZERO, Cause.STATE_LOST);
    }

    @Test
    void unreadDataBehindBothFinsIsTheKernelsWord() {
        Given given = Given.handshake()
                .data(CLIENT, 1_000)
                .lateData(SERVER, 900)
                .fin(SERVER)
                .fin(CLIENT);
        assertThat(given.resetBy(SERVER).cause()).isEqualTo(Cause.LATE_DISCONNECT);

        Given known = Given.handshake().data(CLIENT, 1_000).fin(SERVER).fin(CLIENT);
        known.kernel = told("TCP_ABORT_ON_CLOSE", "TCP_CLOSE", Context.PROCESS, counters(0), closing(SERVER, false));
        assertThat(known.resetBy(SERVER).cause()).isEqualTo(Cause.HALF_CLOSE_THEN_UNREAD);
    }
}
