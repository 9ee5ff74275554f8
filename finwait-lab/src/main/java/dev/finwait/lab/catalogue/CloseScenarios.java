package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.calls;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.losesSome;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerReadsOnlyPart;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.CLOSE_WITH_DATA;
import static dev.finwait.lab.scenario.Topic.HALF_CLOSE_AND_DRAIN;
import static dev.finwait.lab.scenario.Topic.SHUTDOWN_THEN_CLOSE;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.linger;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.shutdownWrite;
import static dev.finwait.lab.stage.Stages.rawSockets;
import static dev.finwait.lab.stage.Stages.rawSocketsWithSmallWindow;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.story.Side;
import java.util.List;

/// Claims 4 and 5: closing with data unread or unsent, bare or after SHUT_WR.
final class CloseScenarios {
    private CloseScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("read-after-close-with-unread", CLOSE_WITH_DATA, rawSockets())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(1000))
                        .closer(awaitUnread(1000), send(1000))
                        .peer(awaitUnread(1000))
                        .closer(close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "A bare close with unread data resets: the peer reads what it already has, then "
                                        + "ECONNRESET.",
                                calls(Side.PEER, "1000", "1000", "ECONNRESET"),
                                peerReads(RESET, 1000),
                                peerWrites(OK),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("close-with-unsent", CLOSE_WITH_DATA, rawSocketsWithSmallWindow())
                        .closer(send(100_000), close())
                        .peer(readToEnd())
                        .shows(
                                "Unsent data does not reset: the kernel goes on sending after close, every byte "
                                        + "arrives.",
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("close-with-unsent-peer-writes", CLOSE_WITH_DATA, rawSocketsWithSmallWindow())
                        .stages(Cause.DATA_BEFORE_FIN_ACKED)
                        .closer(send(100_000), close())
                        .peer(send(1), awaitReset(), readToEnd())
                        .shows(
                                "One byte from the peer kills what is still unsent: the closed end answers with a "
                                        + "reset and drops its send buffer.",
                                peerReadsOnlyPart(RESET),
                                peerWrites(OK),
                                wire("RST"),
                                kernelReason("TCP_ABORT_ON_DATA"),
                                losesSome()),
                scenario("half-close-then-close", SHUTDOWN_THEN_CLOSE, rawSockets())
                        .closer(send(1000), shutdownWrite(), close())
                        .peer(readToEnd())
                        .shows(
                                "With nothing unread and a silent peer, SHUT_WR and close end in order: every byte, "
                                        + "then 0. So does close alone.",
                                peerReads(EOF, 1000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("half-close-then-close-with-unread", SHUTDOWN_THEN_CLOSE, rawSockets())
                        .stages(Cause.HALF_CLOSE_THEN_UNREAD)
                        .peer(send(1000))
                        .closer(awaitUnread(1000), send(1000), shutdownWrite(), close())
                        .peer(awaitReset(), readToEnd(), send(1))
                        .shows(
                                "With unread data a reset follows the FIN. The peer reads a clean 0, although its "
                                        + "bytes were thrown away; only a write shows EPIPE.",
                                peerReads(EOF, 1000),
                                peerWrites(PIPE),
                                wire("FIN", "RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("half-close-then-close-peer-writes", SHUTDOWN_THEN_CLOSE, rawSockets())
                        .stages(Cause.WRITE_AFTER_CLOSE)
                        .closer(send(1000), shutdownWrite(), close())
                        .peer(readToEnd(), send(100), awaitReset(), send(100))
                        .shows(
                                "SHUT_WR followed at once by close protects nothing: what the peer writes later is "
                                        + "answered by a reset, as after a bare close.",
                                peerReads(EOF, 1000),
                                peerWrites(PIPE),
                                wire("FIN", "RST"),
                                kernelReason("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
                                loses(100)),
                scenario("half-close-drain-close", HALF_CLOSE_AND_DRAIN, rawSockets())
                        .peer(send(1000))
                        .closer(awaitUnread(1000), send(1000), shutdownWrite())
                        .peer(readToEnd(), send(500), close())
                        .closer(readToEnd(), close())
                        .shows(
                                "SHUT_WR, read until 0, close: both sides get every byte, no reset.",
                                peerReads(EOF, 1000),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("half-close-drain-close-linger-zero", HALF_CLOSE_AND_DRAIN, rawSocketsWithSmallWindow())
                        .stages(Cause.LATE_DISCONNECT)
                        .closer(linger(0), send(100_000), shutdownWrite())
                        .peer(shutdownWrite())
                        .closer(readToEnd(), close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "The trap in it: with SO_LINGER 0 still set the final close aborts what is unsent, "
                                        + "although both sides half-closed in order.",
                                peerReadsOnlyPart(RESET),
                                wire("RST|ACK"),
                                kernelReason("TCP_DISCONNECT_WITH_DATA"),
                                losesSome()));
    }
}
