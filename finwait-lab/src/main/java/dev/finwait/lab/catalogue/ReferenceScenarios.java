package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.Checks.calls;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.REFERENCES;
import static dev.finwait.lab.script.Steps.awaitFin;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.closeDuplicate;
import static dev.finwait.lab.script.Steps.duplicate;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readTimeout;
import static dev.finwait.lab.script.Steps.shutdownWrite;
import static dev.finwait.lab.stage.Stages.rawSockets;

import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.story.Side;
import java.time.Duration;
import java.util.List;

/// Claim 8: close drops a reference, shutdown acts on the connection.
final class ReferenceScenarios {
    private ReferenceScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("dup-then-close", REFERENCES, rawSockets())
                        .closer(duplicate(), close())
                        .peer(readTimeout(Duration.ofMillis(200)), read(1))
                        .closer(closeDuplicate())
                        .peer(awaitFin(), read(1))
                        .shows(
                                "With a second descriptor open close sends nothing: the peer waits (EAGAIN after 0.2 s) "
                                        + "until the last one is closed.",
                                calls(Side.PEER, "0", "EAGAIN", "0"),
                                peerReads(EOF, 0),
                                wire("FIN"),
                                noReset(),
                                loses(0)),
                scenario("dup-then-shutdown", REFERENCES, rawSockets())
                        .closer(duplicate(), shutdownWrite())
                        .peer(awaitFin(), read(1))
                        .closer(close(), closeDuplicate())
                        .shows(
                                "shutdown acts at once, however many descriptors are open.",
                                calls(Side.PEER, "0"),
                                peerReads(EOF, 0),
                                wire("FIN"),
                                noReset(),
                                loses(0)));
    }
}
