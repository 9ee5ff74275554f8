package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.closeBlocks;
import static dev.finwait.lab.scenario.Checks.closerGets;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.losesSome;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerReadsOnlyPart;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.LINGER;
import static dev.finwait.lab.script.Steps.awaitReset;
import static dev.finwait.lab.script.Steps.awaitUnread;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.linger;
import static dev.finwait.lab.script.Steps.lingerOff;
import static dev.finwait.lab.script.Steps.nonBlocking;
import static dev.finwait.lab.script.Steps.pause;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.stage.Stages.rawSocketsWithSmallWindow;

import dev.finwait.cause.Cause;
import dev.finwait.lab.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/// Claim 7: SO_LINGER.
final class LingerScenarios {
    private LingerScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("linger-off", LINGER, rawSocketsWithSmallWindow())
                        .closer(send(100_000), lingerOff(), close())
                        .peer(readToEnd())
                        .shows(
                                "Off: close returns at once and the kernel goes on sending.",
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("linger-zero", LINGER, rawSocketsWithSmallWindow())
                        .stages(Cause.LINGER_ZERO)
                        .closer(send(100_000), linger(0), close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "Zero: close resets at once and drops what is unsent.",
                                peerReadsOnlyPart(RESET),
                                wire("RST|ACK"),
                                kernelReason("TCP_STATE"),
                                losesSome()),
                scenario("linger-positive-delivered", LINGER, rawSocketsWithSmallWindow())
                        .closer(send(100_000), linger(10))
                        .closerMeanwhile(close())
                        .peer(pause(Duration.ofMillis(300)), readToEnd())
                        .shows(
                                "More than zero: close blocks until the peer's kernel has everything.",
                                closeBlocks(Duration.ofMillis(250)),
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("linger-positive-timeout", LINGER, rawSocketsWithSmallWindow())
                        .closer(send(100_000), linger(1), close())
                        .peer(readToEnd())
                        .shows(
                                "When the time runs out close returns 0 all the same, and nothing is dropped: the "
                                        + "peer gets everything later.",
                                closeBlocks(Duration.ofMillis(900)),
                                closerGets("0; 0"),
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("linger-positive-with-unread", LINGER, rawSocketsWithSmallWindow())
                        .stages(Cause.CLOSE_WITH_UNREAD)
                        .peer(send(100))
                        .closer(awaitUnread(100), send(100_000), linger(10), close())
                        .peer(awaitReset(), readToEnd())
                        .shows(
                                "With unread data it does not wait at all: reset, unsent data gone.",
                                peerReadsOnlyPart(RESET),
                                wire("RST|ACK"),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                losesSome()),
                scenario("linger-positive-nonblocking", LINGER, rawSocketsWithSmallWindow())
                        .closer(send(100_000), nonBlocking(), linger(1), close())
                        .peer(readToEnd())
                        .shows(
                                "A non-blocking descriptor blocks just the same.",
                                closeBlocks(Duration.ofMillis(900)),
                                peerReads(EOF, 100_000),
                                wire("FIN"),
                                noReset(),
                                loses(0)));
    }
}
