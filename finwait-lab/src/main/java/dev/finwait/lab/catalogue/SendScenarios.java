package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.CLOSED;
import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.calls;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.SEND_AFTER_END;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.linger;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.shutdownWrite;
import static dev.finwait.lab.stage.Stages.rawSockets;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.story.Side;
import java.util.List;

/// Claim 3: what a send gives after the end.
final class SendScenarios {
    private SendScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("first-write-after-fin", SEND_AFTER_END, rawSockets())
                        .stages(Cause.WRITE_AFTER_CLOSE)
                        .closer(close())
                        .peer(awaitFin(), send(100), awaitReset(), read(1))
                        .shows(
                                "The first write after the peer's FIN succeeds: the kernel takes it, the peer "
                                        + "answers with a reset, a read still says 0.",
                                calls(Side.PEER, "100", "0"),
                                peerReads(EOF, 0),
                                peerWrites(OK),
                                wire("FIN", "RST"),
                                kernelReason("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
                                loses(100)),
                scenario("second-write-after-fin", SEND_AFTER_END, rawSockets())
                        .stages(Cause.WRITE_AFTER_CLOSE)
                        .closer(close())
                        .peer(awaitFin(), send(100), awaitReset(), send(100), read(1))
                        .shows(
                                "The second write fails with EPIPE, not ECONNRESET: the FIN had come first.",
                                calls(Side.PEER, "100", "EPIPE", "0"),
                                peerReads(EOF, 0),
                                peerWrites(PIPE),
                                wire("FIN", "RST"),
                                kernelReason("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
                                loses(100)),
                scenario("write-after-reset", SEND_AFTER_END, rawSockets())
                        .stages(Cause.LINGER_ZERO)
                        .closer(linger(0), close())
                        .peer(awaitReset(), send(100), read(1), send(100))
                        .shows(
                                "A write after the reset fails with ECONNRESET and eats the error: the next read says "
                                        + "0, the next write EPIPE.",
                                calls(Side.PEER, "ECONNRESET", "0", "EPIPE"),
                                peerReads(EOF, 0),
                                peerWrites(RESET),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(0)),
                scenario("write-after-own-shutdown", SEND_AFTER_END, rawSockets())
                        .peer(shutdownWrite(), send(100))
                        .closer(readToEnd(), close())
                        .peer(readToEnd())
                        .shows(
                                "A write after one's own SHUT_WR is EPIPE; the network has no part in it.",
                                peerReads(EOF, 0),
                                peerWrites(PIPE),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("use-after-close", SEND_AFTER_END, rawSockets())
                        .peer(close(), send(100), read(1))
                        .closer(readToEnd(), close())
                        .shows(
                                "Using one's own closed descriptor is EBADF (Java: Socket is closed), never ECONNRESET.",
                                peerReads(CLOSED, 0),
                                peerWrites(CLOSED),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("request-meets-idle-close", SEND_AFTER_END, rawSockets())
                        .stages(Cause.KEEPALIVE_RACE)
                        .peer(send(200))
                        .closer(read(4096), send(300))
                        .peer(read(4096))
                        .closer(close())
                        .peer(awaitFin(), send(200), awaitReset(), read(4096), send(200))
                        .shows(
                                "The keep-alive race: the server closes the idle connection, the next request goes "
                                        + "out, its answer is a reset. The client reads 0 and then gets EPIPE.",
                                calls(Side.PEER, "200", "300", "200", "0", "EPIPE"),
                                peerReads(EOF, 300),
                                peerWrites(PIPE),
                                wire("FIN", "RST"),
                                kernelReason("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
                                loses(200)),
                scenario("request-queued-at-idle-close", SEND_AFTER_END, rawSockets())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(200))
                        .closer(awaitUnread(200), close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "The same race, the request a moment earlier: it lies unread when the server closes. "
                                        + "Now the client reads ECONNRESET.",
                                peerReads(RESET, 0),
                                peerWrites(OK),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(200)));
    }
}
