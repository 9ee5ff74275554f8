package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.REFUSED;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.PEER_RESTARTED;
import static dev.finwait.lab.script.Steps.awaitDelivered;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.connect;
import static dev.finwait.lab.script.Steps.kill;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.vanish;
import static dev.finwait.lab.stage.Stages.neverAccepted;
import static dev.finwait.lab.stage.Stages.nothingListens;
import static dev.finwait.lab.stage.Stages.process;
import static dev.finwait.lab.stage.Stages.rawSockets;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Privilege;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;

/// Claim 2: what is seen of a peer that restarted, vanished or never was.
final class RestartScenarios {
    private RestartScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("server-killed-then-write", PEER_RESTARTED, process())
                        .stages(Cause.WRITE_AFTER_CLOSE)
                        .closer(kill())
                        .peer(awaitFin(), send(100), awaitReset(), send(100), read(1))
                        .shows(
                                "A killed process still says FIN. The first write goes out and is answered by a "
                                        + "reset, the second gets EPIPE, a read gets 0: never ECONNRESET.",
                                peerReads(EOF, 0),
                                peerWrites(PIPE),
                                wire("FIN", "RST"),
                                kernelReason("TCP_TIMEWAIT_SOCKET", "TCP_ABORT_ON_DATA"),
                                loses(100)),
                scenario("process-killed-with-unread", PEER_RESTARTED, process())
                        .stages(Cause.PROCESS_DIED)
                        .peer(send(1000), awaitDelivered())
                        .closer(kill())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "A process killed with unread data resets its connections, as if it had closed them.",
                                peerReads(RESET, 0),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("host-vanished-then-write", PEER_RESTARTED, rawSockets())
                        .stages(Cause.STATE_LOST)
                        .needs(Privilege.NET_ADMIN)
                        .closer(vanish())
                        .peer(send(100), awaitReset(), readToEnd())
                        .shows(
                                "A host that lost its state without a FIN answers the next write with a reset: this "
                                        + "is the restart that gives ECONNRESET.",
                                peerReads(RESET, 0),
                                peerWrites(OK),
                                wire("RST"),
                                kernelReason("NO_SOCKET"),
                                loses(100)),
                scenario("connect-closed-port", PEER_RESTARTED, nothingListens())
                        .stages(Cause.PORT_CLOSED)
                        .peer(connect())
                        .shows(
                                "Connecting to a port where nothing listens is ECONNREFUSED; the answer is a reset "
                                        + "all the same.",
                                peerReads(REFUSED, 0),
                                wire("RST|ACK"),
                                kernelReason("NO_SOCKET"),
                                loses(0)),
                scenario("listener-closed-with-queue", PEER_RESTARTED, neverAccepted())
                        .stages(Cause.LISTENER_CLOSED)
                        .peer(send(100), awaitDelivered())
                        .closer(close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "A listener that closes resets every connection still waiting in its accept queue, "
                                        + "requests and all.",
                                peerReads(RESET, 0),
                                peerWrites(OK),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(100)));
    }
}
