package dev.finwait.lab.catalogue;

import static dev.finwait.lab.scenario.CallEnd.EOF;
import static dev.finwait.lab.scenario.CallEnd.OK;
import static dev.finwait.lab.scenario.CallEnd.PIPE;
import static dev.finwait.lab.scenario.CallEnd.RESET;
import static dev.finwait.lab.scenario.Checks.closeReports;
import static dev.finwait.lab.scenario.Checks.kernelReason;
import static dev.finwait.lab.scenario.Checks.loses;
import static dev.finwait.lab.scenario.Checks.losesSome;
import static dev.finwait.lab.scenario.Checks.noReset;
import static dev.finwait.lab.scenario.Checks.peerReads;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Checks.wireHasReset;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.EARLY_RESPONSE;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.closeGracefully;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.uploadWhileReading;
import static dev.finwait.lab.stage.Stages.javaSockets;

import dev.finwait.cause.Cause;
import dev.finwait.close.CloseOutcome;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;

/// The early error reply: a 413 while the upload still runs.
final class EarlyResponseScenarios {
    private static final int UPLOAD = 10_000_000;
    private static final int ANSWER = 2 * 1024 * 1024;
    private static final int REQUEST_HEAD = 4096;

    private EarlyResponseScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("early-response-close", EARLY_RESPONSE, javaSockets())
                        .stages(Cause.EARLY_RESPONSE)
                        .peerMeanwhile(uploadWhileReading(UPLOAD))
                        .closer(read(REQUEST_HEAD), send(ANSWER), close())
                        .shows(
                                "A 10 MB upload is answered 413 with 2 MiB at once, then close(): the client got "
                                        + "{share} of the answer.",
                                wireHasReset(),
                                kernelReason("TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_DATA"),
                                peerWrites(RESET, PIPE),
                                losesSome()),
                scenario("early-response-graceful", EARLY_RESPONSE, javaSockets())
                        .peerMeanwhile(uploadWhileReading(UPLOAD), close())
                        .closer(read(REQUEST_HEAD), send(ANSWER), closeGracefully())
                        .shows(
                                "The same upload and answer, closed by Finwait: the client got {share} of the answer, "
                                        + "and its upload did not fail.",
                                peerReads(EOF, ANSWER),
                                peerWrites(OK),
                                wire("FIN"),
                                noReset(),
                                closeReports(CloseOutcome.PEER_CLOSED),
                                loses(0)));
    }
}
