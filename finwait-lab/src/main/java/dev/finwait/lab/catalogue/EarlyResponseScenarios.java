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
import static dev.finwait.lab.scenario.Checks.peerReadsOnlyPart;
import static dev.finwait.lab.scenario.Checks.peerWrites;
import static dev.finwait.lab.scenario.Checks.wire;
import static dev.finwait.lab.scenario.Checks.wireHasReset;
import static dev.finwait.lab.scenario.Scenario.scenario;
import static dev.finwait.lab.scenario.Topic.EARLY_RESPONSE;
import static dev.finwait.lab.script.Steps.awaitUpload;
import static dev.finwait.lab.script.Steps.close;
import static dev.finwait.lab.script.Steps.closeGracefully;
import static dev.finwait.lab.script.Steps.read;
import static dev.finwait.lab.script.Steps.readToEnd;
import static dev.finwait.lab.script.Steps.readUpTo;
import static dev.finwait.lab.script.Steps.send;
import static dev.finwait.lab.script.Steps.startUpload;
import static dev.finwait.lab.stage.Stages.javaSocketsWithNetworkWindow;

import dev.finwait.cause.Cause;
import dev.finwait.close.CloseOutcome;
import dev.finwait.lab.scenario.Scenario;
import java.util.List;

/// The early error reply: a 413 while the upload still runs.
final class EarlyResponseScenarios {
    private static final int UPLOAD = 10_000_000;
    private static final int ANSWER = 2 * 1024 * 1024;
    private static final int REQUEST_HEAD = 4096;

    /// What the client has read when the server closes: enough that the rest fits into the server's send buffer, so its
    /// write has returned; and less than all by more than the client's window, so some has not left it.
    private static final int FIRST_PART = 1_400_000;

    private EarlyResponseScenarios() {}

    static List<Scenario> all() {
        return List.of(
                scenario("early-response-close", EARLY_RESPONSE, javaSocketsWithNetworkWindow())
                        .stages(Cause.EARLY_RESPONSE)
                        .peer(startUpload(UPLOAD))
                        .closerMeanwhile(read(REQUEST_HEAD), send(ANSWER))
                        .peer(readUpTo(FIRST_PART))
                        .closer(close())
                        .peer(awaitUpload(), readToEnd())
                        .shows(
                                "A 10 MB upload is answered 413 with 2 MiB at once, then close(): the client got "
                                        + "{share} of the answer.",
                                peerReadsOnlyPart(RESET, EOF),
                                wireHasReset(),
                                kernelReason("TCP_ABORT_ON_CLOSE"),
                                peerWrites(RESET, PIPE),
                                losesSome()),
                scenario("early-response-graceful", EARLY_RESPONSE, javaSocketsWithNetworkWindow())
                        .peer(startUpload(UPLOAD))
                        .closerMeanwhile(read(REQUEST_HEAD), send(ANSWER), closeGracefully())
                        .peer(readUpTo(FIRST_PART), awaitUpload(), readToEnd(), close())
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
