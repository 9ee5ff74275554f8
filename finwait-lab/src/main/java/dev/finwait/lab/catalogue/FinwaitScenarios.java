package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.closeReports;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.losesSome;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Checks.wireHasReset;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.FINWAIT;
import static dev.finwait.lab.script.Steps.awaitDelivered;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.closeGracefully;
import static dev.finwait.lab.script.Steps.linger;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.sendUntilItFails;
import static dev.finwait.lab.stage.Stages.javaChannels;
import static dev.finwait.lab.stage.Stages.javaSockets;
import static dev.finwait.lab.stage.Stages.javaSocketsWithSmallWindow;

import dev.finwait.cause.Cause;
import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseOutcome;
import dev.finwait.lab.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/// The bad endings of the other groups, closed by Finwait.
final class FinwaitScenarios {
    private FinwaitScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("java-socket-graceful", FINWAIT, javaSockets())
                        .peer(send(1000), awaitDelivered())
                        .closer(awaitUnread(1000), send(1000))
                        .closerMeanwhile(closeGracefully())
                        .peer(readToEnd(), send(500), close())
                        .shows(
                                "A Socket with unread data: the peer reads every byte and 0, and may still write.",
                                peerReads(EOF, 1000),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)),
                scenario("java-channel-graceful", FINWAIT, javaChannels())
                        .peer(send(1000), awaitDelivered())
                        .closer(awaitUnread(1000), send(1000))
                        .closerMeanwhile(closeGracefully())
                        .peer(readToEnd(), send(500), close())
                        .shows(
                                "A SocketChannel with unread data: every byte and 0, where its own close resets.",
                                peerReads(EOF, 1000),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)),
                scenario("graceful-linger-zero", FINWAIT, javaSocketsWithSmallWindow())
                        .closer(send(100_000), linger(0))
                        .closerMeanwhile(closeGracefully())
                        .peer(readToEnd(), close())
                        .shows(
                                "The trap of SO_LINGER 0 is cleared: nothing unsent is dropped.",
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)),
                scenario("graceful-unsent-peer-writes", FINWAIT, javaSocketsWithSmallWindow())
                        .closer(send(100_000))
                        .closerMeanwhile(closeGracefully())
                        .peer(send(1), readToEnd(), close())
                        .shows(
                                "A peer that writes while much is unsent: its byte is drained, it gets everything.",
                                peerReads(EOF, 100_000),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)),
                scenario("graceful-idle-close-meets-request", FINWAIT, javaSockets())
                        .closerMeanwhile(closeGracefully())
                        .peer(awaitFin(), send(200), readToEnd(), close())
                        .shows(
                                "The keep-alive race: the late request is drained and the client reads a clean 0, so "
                                        + "it may send it again elsewhere.",
                                peerReads(EOF, 0),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)),
                scenario("graceful-silent-peer", FINWAIT, javaSockets())
                        .closer(send(1000), closeGracefully(CloseBudget.DEFAULT.withIdle(Duration.ofMillis(300))))
                        .peer(readToEnd())
                        .shows(
                                "A peer that never closes: the idle limit ends the wait (0.3 s here), in order.",
                                peerReads(EOF, 1000),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.IDLE_LIMIT),
                                loses(0)),
                scenario("graceful-flooding-peer", FINWAIT, javaSockets())
                        .stages(Cause.HALF_CLOSE_THEN_UNREAD)
                        .peerMeanwhile(sendUntilItFails(64 * 1024))
                        .closer(closeGracefully(CloseBudget.DEFAULT.withDrainedBytes(4 << 20)))
                        .shows(
                                "A peer that never stops sending: the limit of bytes ends the patience (4 MiB here), "
                                        + "and the flood meets a reset.",
                                peerWrites(PIPE, RESET),
                                wireHasReset(),
                                closeReports(CloseOutcome.BYTES_LIMIT),
                                losesSome()));
    }
}
