package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.Checks.closerGets;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.SHUTDOWN;
import static dev.finwait.lab.script.Steps.awaitDelivered;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.shutdownBoth;
import static dev.finwait.lab.script.Steps.shutdownRead;
import static dev.finwait.lab.script.Steps.shutdownWrite;
import static dev.finwait.lab.stage.Stages.rawSockets;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;

/// Claim 6: what shutdown does to each half.
final class ShutdownScenarios {
    private ShutdownScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("shut-rd-queued-data", SHUTDOWN, rawSockets())
                        .peer(send(500))
                        .closer(awaitUnread(500), shutdownRead(), read(4096), read(4096), close())
                        .peer(readToEnd())
                        .shows(
                                "SHUT_RD discards nothing on Linux: queued data is still read, then 0.",
                                closerGets("0; 500; 0; 0"),
                                peerReads(EOF, 0),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("shut-rd-later-data", SHUTDOWN, rawSockets())
                        .closer(shutdownRead())
                        .peer(send(500), awaitDelivered())
                        .closer(read(4096), read(4096), close())
                        .peer(readToEnd())
                        .shows(
                                "Data that comes after SHUT_RD is acknowledged, queued and readable: not dropped.",
                                closerGets("0; 500; 0; 0"),
                                peerReads(EOF, 0),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("shut-wr-then-write", SHUTDOWN, rawSockets())
                        .closer(send(1000), shutdownWrite(), send(1))
                        .peer(readToEnd())
                        .shows(
                                "SHUT_WR sends FIN and forbids writes: EPIPE. The peer reads every byte, then 0.",
                                closerGets("0; EPIPE"),
                                peerReads(EOF, 1000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("shut-rdwr-later-data", SHUTDOWN, rawSockets())
                        .stages(Cause.DATA_AFTER_SHUTDOWN)
                        .closer(shutdownBoth())
                        .peer(awaitFin(), send(100), awaitReset(), readToEnd())
                        .closer(read(1))
                        .shows(
                                "After SHUT_RDWR a late byte is answered by a reset, and the closer's own read fails "
                                        + "with ECONNRESET; the peer reads 0.",
                                closerGets("0; ECONNRESET"),
                                peerReads(EOF, 0),
                                peerWrites(OK),
                                wire("FIN", "RST"),
                                kernelReason("TCP_ABORT_ON_DATA"),
                                loses(100)));
    }
}
