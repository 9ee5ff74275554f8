package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.endOfStream;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.JAVA_CLOSES;
import static dev.finwait.lab.script.Steps.awaitDelivered;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.selectNow;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.stage.Stages.javaAsyncChannels;
import static dev.finwait.lab.stage.Stages.javaChannels;
import static dev.finwait.lab.stage.Stages.javaRegisteredChannels;
import static dev.finwait.lab.stage.Stages.javaSockets;
import static dev.finwait.lab.stage.Stages.tlsClient;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;

/// How the sockets of Java close with unread data, and TLS 1.3 with tickets unread.
final class JavaScenarios {
    private JavaScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("java-socket-close-with-unread", JAVA_CLOSES, javaSockets())
                        .stages(Cause.HALF_CLOSE_THEN_UNREAD)
                        .peer(send(1000), awaitDelivered())
                        .closer(awaitUnread(1000), send(1000), close())
                        .peer(awaitReset(), readToEnd(), send(1))
                        .shows(
                                "java.net.Socket sends FIN, then RST: the peer reads every byte and a clean 0 although "
                                        + "its own bytes were thrown away; its next write gets EPIPE.",
                                peerReads(EOF, 1000),
                                peerWrites(PIPE),
                                wire("FIN", "RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("java-channel-close-with-unread", JAVA_CLOSES, javaChannels())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(1000), awaitDelivered())
                        .closer(awaitUnread(1000), send(1000))
                        .peer(awaitUnread(1000))
                        .closer(close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "SocketChannel sends only RST: the same bytes, but the peer reads ECONNRESET.",
                                peerReads(RESET, 1000),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("java-registered-channel-close-with-unread", JAVA_CLOSES, javaRegisteredChannels())
                        .stages(Cause.HALF_CLOSE_THEN_UNREAD)
                        .peer(send(1000), awaitDelivered())
                        .closer(awaitUnread(1000), send(1000), close())
                        .peer(awaitFin())
                        .closer(selectNow())
                        .peer(awaitReset(), readToEnd(), send(1))
                        .shows(
                                "A channel registered with a selector sends FIN at close and the RST when the selector "
                                        + "next runs; until then the descriptor stays open.",
                                peerReads(EOF, 1000),
                                peerWrites(PIPE),
                                wire("FIN", "RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("java-async-channel-close-with-unread", JAVA_CLOSES, javaAsyncChannels())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(1000), awaitDelivered())
                        .closer(send(1000))
                        .peer(awaitUnread(1000))
                        .closer(close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "AsynchronousSocketChannel sends only RST, like SocketChannel.",
                                peerReads(RESET, 1000),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                loses(1000)),
                scenario("java-tls13-tickets-unread", JAVA_CLOSES, tlsClient())
                        .peer(awaitDelivered())
                        .closer(close())
                        .peer(awaitFin(), readToEnd())
                        .shows(
                                "A TLS 1.3 client that closes before it read the session tickets: SSLSocket throws away "
                                        + "what has arrived before it closes, so there is no reset, only FIN.",
                                endOfStream(),
                                wire("FIN"),
                                noReset(),
                                loses(0)));
    }
}
