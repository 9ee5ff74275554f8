package dev.finwait.kernel.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.kernel.event.Ends;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvent.StateChanged;
import org.junit.jupiter.api.Test;

final class ResetJoinTest {
    private static Script remote() {
        return new Script("192.0.2.1", 443, "198.51.100.7", 40000);
    }

    private static Script loopback() {
        return new Script("127.0.0.1", 9000, "127.0.0.2", 40000);
    }

    @Test
    void anAbortNamesWhoClosed() {
        ConnectionFacts facts = remote().accepted()
                .pause(5000)
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE")
                .settled();
        assertThat(facts.client()).hasToString("198.51.100.7:40000");
        assertThat(facts.server()).hasToString("192.0.2.1:443");
        assertThat(facts.rolesSeen()).isTrue();
        KernelFacts kernel = Script.kernel(facts);
        assertThat(kernel.local()).isEqualTo(Side.SERVER);
        assertThat(kernel.sent().from()).isEqualTo(Side.SERVER);
        assertThat(kernel.sent().reason()).isEqualTo("TCP_ABORT_ON_CLOSE");
        assertThat(kernel.received()).isNull();
        assertThat(kernel.closing().process().pid()).isEqualTo(Script.SERVER_TASK);
        assertThat(kernel.closing().exiting()).isFalse();
        assertThat(kernel.closing().unread()).isEqualTo(-1);
        assertThat(facts.surroundings().connections()).isEqualTo(1);
    }

    @Test
    void onLoopbackBothEndsAreOneConnection() {
        ConnectionFacts facts = loopback()
                .client("SYN_SENT", "ESTABLISHED")
                .accepted()
                .server("ESTABLISHED", "CLOSE")
                .clientReceives()
                .clientInterrupted("ESTABLISHED", "CLOSE")
                .clientError(104)
                .serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE")
                .settled();
        KernelFacts kernel = Script.kernel(facts);
        assertThat(kernel.local()).isNull();
        assertThat(kernel.sent().from()).isEqualTo(Side.SERVER);
        assertThat(kernel.received()).isNotNull();
        assertThat(kernel.closing().side()).isEqualTo(Side.SERVER);
        assertThat(kernel.errors()).singleElement().satisfies(error -> {
            assertThat(error.socket()).isEqualTo(Side.CLIENT);
            assertThat(error.errno()).isEqualTo(104);
        });
        assertThat(kernel.history()).hasSize(5);
    }

    @Test
    void aLateRequestNamesWhoHadClosedAndHowLongBefore() {
        ConnectionFacts facts = remote().accepted()
                .pause(60_000)
                .server("ESTABLISHED", "FIN_WAIT1")
                .serverInterrupted("FIN_WAIT1", "FIN_WAIT2")
                .serverInterrupted("FIN_WAIT2", "CLOSE")
                .pause(30_000)
                .serverSends(Context.INTERRUPT, "TCP_TIMEWAIT_SOCKET", "TCP_TIME_WAIT")
                .settled();
        KernelFacts kernel = Script.kernel(facts);
        assertThat(kernel.sent().context()).isEqualTo(Context.INTERRUPT);
        assertThat(kernel.closing().process().pid()).isEqualTo(Script.SERVER_TASK);
        assertThat(kernel.closing().unsent()).isZero();
        assertThat(kernel.sent().at().nanosSince(kernel.closing().at())).isEqualTo(30_003_000_000L);
    }

    @Test
    void aProcessThatEndsIsSaidToEnd() {
        KernelFacts kernel = Script.kernel(remote().accepted()
                .taskExits(Script.SERVER_TASK, "worker")
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE")
                .settled());
        assertThat(kernel.closing().exiting()).isTrue();
        assertThat(kernel.closing().process().name()).isEqualTo("worker");
    }

    @Test
    void theCloseOfTheListenerIsInTheHistoryOfWhatItReset() {
        ConnectionFacts facts = remote().accepted()
                .listenerCloses()
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE")
                .settled();
        assertThat(Script.kernel(facts).history()).anySatisfy(change -> {
            assertThat(change.from()).isEqualTo("TCP_LISTEN");
            assertThat(change.to()).isEqualTo("TCP_CLOSE");
            assertThat(change.socket()).isEqualTo(Side.SERVER);
        });
        assertThat(facts.surroundings().resetsAtOnce()).isEqualTo(1);
        assertThat(facts.surroundings().resetsAtOnceUnused()).isEqualTo(1);
    }

    @Test
    void aListenerThatClosedLaterOrLongAgoIsNot() {
        ConnectionFacts later = remote().accepted()
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE")
                .listenerCloses()
                .settled();
        assertThat(Script.kernel(later).history()).hasSize(3);
        ConnectionFacts before = remote().accepted()
                .listenerCloses()
                .pause(2000)
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE")
                .settled();
        assertThat(Script.kernel(before).history()).hasSize(3);
    }

    @Test
    void aRefusedConnectIsTheClientsWithItsError() {
        ConnectionFacts facts = loopback()
                .serverSends(Context.INTERRUPT, "NO_SOCKET", null)
                .clientReceives()
                .client("SYN_SENT", "CLOSE")
                .clientError(111)
                .settled();
        assertThat(facts.client().port()).isEqualTo(40000);
        assertThat(facts.rolesSeen()).isTrue();
        assertThat(Script.kernel(facts).sent().state()).isNull();
        assertThat(Script.kernel(facts).errors()).hasSize(1);
    }

    @Test
    void aConnectRefusedOnceMoreFromTheSamePortIsAnotherOne() {
        Script script = loopback();
        for (int i = 0; i < 3; i++) {
            script.serverSends(Context.INTERRUPT, "NO_SOCKET", null)
                    .clientReceives()
                    .client("SYN_SENT", "CLOSE")
                    .clientError(111)
                    .pause(i == 0 ? 2000 : 0);
        }
        script.pause(2000);
        assertThat(script.told()).hasSize(3).allSatisfy(facts -> {
            assertThat(Script.kernel(facts).sent()).isNotNull();
            assertThat(Script.kernel(facts).received()).isNotNull();
        });
    }

    @Test
    void aResetThatOnlyArrivedHasNoSender() {
        ConnectionFacts facts = remote().accepted()
                .serverReceives()
                .serverInterrupted("ESTABLISHED", "CLOSE")
                .settled();
        KernelFacts kernel = Script.kernel(facts);
        assertThat(kernel.sent()).isNull();
        assertThat(kernel.received()).isNotNull();
        assertThat(kernel.closing()).isNull();
    }

    @Test
    void aSocketThatEndsByAResetWasNotClosedByTheProcessThatReads() {
        KernelFacts kernel = Script.kernel(remote().accepted()
                .serverReceives()
                .server("ESTABLISHED", "CLOSE")
                .settled());
        assertThat(kernel.closing()).isNull();
    }

    @Test
    void laterResetsAreCountedAndToldOnce() {
        Script script = remote().accepted()
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE")
                .serverSends(Context.INTERRUPT, "NO_SOCKET", null)
                .serverSends(Context.INTERRUPT, "NO_SOCKET", null);
        ConnectionFacts facts = script.settled();
        assertThat(Script.kernel(facts).moreSent()).isEqualTo(2);
        assertThat(Script.kernel(facts).sent().reason()).isEqualTo("TCP_ABORT_ON_CLOSE");
        script.serverSends(Context.INTERRUPT, "NO_SOCKET", null).pause(2000);
        assertThat(script.told()).hasSize(1);
        assertThat(script.join().echoes()).isEqualTo(1);
    }

    @Test
    void aReplyThatOvertookTheActiveResetIsItsEcho() {
        Script script = loopback().client("SYN_SENT", "ESTABLISHED");
        Ends server = Script.ends("127.0.0.1", 9000, "127.0.0.2", 40000);
        Ends listener = Script.ends("0.0.0.0", 9000, "0.0.0.0", 0);
        long at = script.nanos();
        KernelFacts kernel = Script.kernel(script.accept(
                        new ResetSent(at, 0, Context.INTERRUPT, listener, "TCP_FLAGS", "TCP_LISTEN"))
                .accept(new ResetReceived(at + 5_000, Script.SERVER_TASK, Context.INTERRUPT, server.swapped()))
                .accept(new ResetSent(
                        at + 40_000, Script.SERVER_TASK, Context.PROCESS, server, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE"))
                .settled());
        assertThat(kernel.sent().reason()).isEqualTo("TCP_ABORT_ON_CLOSE");
        assertThat(kernel.moreSent()).isEqualTo(1);
    }

    @Test
    void anActiveResetLongAfterAReplyIsNotTheCause() {
        KernelFacts kernel = Script.kernel(remote().accepted()
                .serverSends(Context.INTERRUPT, "NO_SOCKET", null)
                .pause(5)
                .serverSends(Context.PROCESS, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE")
                .settled());
        assertThat(kernel.sent().reason()).isEqualTo("NO_SOCKET");
    }

    @Test
    void aVerdictDoesNotWaitForTheLastEcho() {
        Script script = remote().accepted().serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE");
        long since = script.nanos();
        while (script.told().isEmpty()) {
            script.serverSends(Context.INTERRUPT, "NO_SOCKET", null).pause(100);
        }
        assertThat(script.nanos() - since).isLessThan(1_000_000_000L);
    }

    @Test
    void aNewConnectionBetweenTheSameEndsIsAnotherOne() {
        Script script = remote().accepted()
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_STATE", "TCP_CLOSE")
                .accepted()
                .server("ESTABLISHED", "CLOSE")
                .serverSends(Context.PROCESS, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE")
                .pause(1000);
        assertThat(script.told())
                .extracting(facts -> Script.kernel(facts).sent().reason())
                .containsExactly("TCP_STATE", "TCP_ABORT_ON_CLOSE");
        assertThat(script.told())
                .allSatisfy(facts -> assertThat(Script.kernel(facts).history()).hasSize(3));
    }

    @Test
    void whoDialledIsGuessedWhereNothingTold() {
        ConnectionFacts facts =
                remote().serverSends(Context.INTERRUPT, "NO_SOCKET", null).settled();
        assertThat(facts.rolesSeen()).isFalse();
        assertThat(facts.server().port()).isEqualTo(443);
        assertThat(Script.kernel(facts).local()).isEqualTo(Side.SERVER);
    }

    @Test
    void theAnswerOfAListenerFindsItsPeerOnTheSameHost() {
        Script script = loopback().client("SYN_SENT", "ESTABLISHED");
        script.accept(new ResetSent(
                script.nanos(),
                0,
                Context.INTERRUPT,
                Script.ends("0.0.0.0", 9000, "0.0.0.0", 0),
                "INVALID_SYN",
                "TCP_LISTEN"));
        ConnectionFacts facts = script.clientReceives().settled();
        assertThat(Script.kernel(facts).sent().reason()).isEqualTo("INVALID_SYN");
        assertThat(Script.kernel(facts).sent().from()).isEqualTo(Side.SERVER);
        assertThat(facts.client().port()).isEqualTo(40000);
    }

    @Test
    void theAnswerOfAListenerToAnotherHostNamesTheListenerAlone() {
        Script script = remote();
        for (int i = 0; i < 2; i++) {
            script.accept(new ResetSent(
                            script.nanos(),
                            0,
                            Context.INTERRUPT,
                            Script.ends("0.0.0.0", 443, "0.0.0.0", 0),
                            "TCP_FLAGS",
                            "TCP_LISTEN"))
                    .pause(2000);
        }
        script.pause(2000);
        assertThat(script.told()).hasSize(2).allSatisfy(facts -> {
            assertThat(facts.server().port()).isEqualTo(443);
            assertThat(facts.client().port()).isZero();
        });
    }

    @Test
    void aResetThatArrivedFirstIsTheCauseOfTheOneSentThen() {
        ConnectionFacts facts = remote().accepted()
                .serverReceives()
                .serverInterrupted("ESTABLISHED", "CLOSE")
                .serverSends(Context.INTERRUPT, "NO_SOCKET", null)
                .settled();
        assertThat(Script.kernel(facts).received()).isNotNull();
        assertThat(Script.kernel(facts).sent().at())
                .isGreaterThan(Script.kernel(facts).received());
    }

    @Test
    void whatIsLeftIsToldAtTheEnd() {
        Script script = remote().serverSends(Context.INTERRUPT, "NO_SOCKET", null);
        assertThat(script.told()).isEmpty();
        script.join().finish();
        assertThat(script.told()).hasSize(1);
    }

    @Test
    void aMillionConnectionsTakeNoMoreRoomThanWasGiven() {
        Script script = new Script("192.0.2.1", 443, "198.51.100.7", 40000, 10_000);
        for (int i = 0; i < 1_000_000; i++) {
            Ends ends =
                    Script.ends("192.0.2.1", 443, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 40000);
            script.accept(new StateChanged(script.nanos(), 0, Context.INTERRUPT, ends, "TCP_LISTEN", "TCP_SYN_RECV"));
            if (i % 2 == 0) {
                script.accept(new ResetReceived(script.nanos(), 0, Context.INTERRUPT, ends));
                script.accept(
                        new StateChanged(script.nanos(), 0, Context.INTERRUPT, ends, "TCP_SYN_RECV", "TCP_CLOSE"));
            }
            if (i % 1000 == 0) {
                script.pause(0);
                script.told().clear();
            }
        }
        assertThat(script.join().size()).isLessThanOrEqualTo(20_000);
        assertThat(script.join().forgotten()).isEqualTo(500_000 - 10_000);
    }
}
