package dev.finwait.diagnosis;

import static dev.finwait.diagnosis.facts.Side.CLIENT;
import static dev.finwait.diagnosis.facts.Side.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
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
import dev.finwait.diagnosis.verdict.Confidence;
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
        queued.kernel = told("TCP_STATE", "TCP_CLOSE", Context.PROCESS, counters(0), null);
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
                history("TCP_FIN_WAIT1"),
                List.of(),
                new Closing(NOW, SERVER, closer, false, 0, 0),
                Counters.UNKNOWN);
        Verdict verdict = given.byKernelAlone();
        assertThat(verdict.cause()).isEqualTo(Cause.KEEPALIVE_RACE);
        assertThat(verdict.process()).isEqualTo(closer);
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
        assertThat(given.byKernelAlone().cause()).isEqualTo(Cause.DATA_AFTER_SHUTDOWN);
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
}
