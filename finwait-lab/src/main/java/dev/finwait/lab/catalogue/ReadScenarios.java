package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.calls;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.PEER_HAS_CLOSED;
import static dev.finwait.lab.script.Steps.askSoError;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.linger;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.stage.Stages.rawSockets;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.story.Side;
import java.util.List;

/// Claim 1: what a read gives after the peer has closed.
final class ReadScenarios {
    private ReadScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("read-after-clean-close", PEER_HAS_CLOSED, rawSockets())
                        .closer(send(1000), close())
                        .peer(readToEnd())
                        .shows(
                                "An orderly close is no error: the peer reads every byte, then 0.",
                                peerReads(EOF, 1000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("read-after-linger-zero", PEER_HAS_CLOSED, rawSockets())
                        .stages(Cause.LINGER_ZERO)
                        .closer(send(1000))
                        .peer(awaitUnread(1000))
                        .closer(linger(0), close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "SO_LINGER 0 turns close into a reset: ECONNRESET, after what had arrived.",
                                peerReads(RESET, 1000),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(0)),
                scenario("reset-after-queued-data", PEER_HAS_CLOSED, rawSockets())
                        .stages(Cause.LINGER_ZERO)
                        .closer(send(1000))
                        .peer(awaitUnread(1000))
                        .closer(linger(0), close())
                        .peer(awaitReset(), read(400), read(400), read(400), read(400))
                        .shows(
                                "Data that arrived before the reset stays readable, even in small reads; the error "
                                        + "comes after it.",
                                calls(Side.PEER, "400", "400", "200", "ECONNRESET"),
                                peerReads(RESET, 1000),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(0)),
                scenario("error-delivered-once", PEER_HAS_CLOSED, rawSockets())
                        .stages(Cause.LINGER_ZERO)
                        .closer(linger(0), close())
                        .peer(awaitReset(), read(1), read(1))
                        .shows(
                                "ECONNRESET is given once: the next read returns 0, like a clean end. Java's Socket "
                                        + "remembers it, AsynchronousSocketChannel does not.",
                                calls(Side.PEER, "ECONNRESET", "0"),
                                peerReads(EOF, 0),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(0)),
                scenario("error-taken-by-so-error", PEER_HAS_CLOSED, rawSockets())
                        .stages(Cause.LINGER_ZERO)
                        .closer(linger(0), close())
                        .peer(awaitReset(), askSoError(), read(1))
                        .shows(
                                "Whoever asks first takes the error: after SO_ERROR (104 is ECONNRESET) the read says "
                                        + "0, a clean end that was none.",
                                calls(Side.PEER, "104", "0"),
                                peerReads(EOF, 0),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                loses(0)),
                scenario("write-takes-the-error", PEER_HAS_CLOSED, rawSockets())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(1000))
                        .closer(awaitUnread(1000), close())
                        .peer(awaitReset(), send(1), read(1))
                        .shows(
                                "A peer that writes first gets ECONNRESET from the write, and then a clean 0 from "
                                        + "read: after a failed write, 0 does not mean a clean end.",
                                peerReads(EOF, 0),
                                peerWrites(RESET),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)));
    }
}
