package dev.finwait.bench.traffic;

import static dev.finwait.bench.traffic.Talk.ANSWER;
import static dev.finwait.bench.traffic.Talk.ASK;
import static dev.finwait.bench.traffic.Talk.ASK_UNTIL_RESET;
import static dev.finwait.bench.traffic.Talk.AWAIT_UNREAD;
import static dev.finwait.bench.traffic.Talk.CLOSE;
import static dev.finwait.bench.traffic.Talk.CLOSE_LINGERING_ZERO;
import static dev.finwait.bench.traffic.Talk.HALF_CLOSE;
import static dev.finwait.bench.traffic.Talk.IDLE;
import static dev.finwait.bench.traffic.Talk.MEET;
import static dev.finwait.bench.traffic.Talk.ONE_MORE_REQUEST;
import static dev.finwait.bench.traffic.Talk.READ_TO_ANY_END;
import static dev.finwait.bench.traffic.Talk.READ_TO_END;
import static dev.finwait.bench.traffic.Talk.REQUESTS_IN_VAIN;

import java.io.IOException;

/// A way in which a connection ends, and how often it is among the others.
enum Ending {
    /// The client is done and closes.
    CLEAN("clean", 400, false, pair(ASK.then(CLOSE), ANSWER.then(READ_TO_END))),

    /// The server closes behind its last answer.
    CLEAN_SERVER_FIRST("clean-server-first", 140, false, pair(ASK.then(READ_TO_END), ANSWER.then(CLOSE))),

    /// The server closes in an orderly way: half, then drained.
    GRACEFUL(
            "graceful",
            80,
            false,
            pair(ASK.then(READ_TO_END), ANSWER.then(HALF_CLOSE).then(READ_TO_END))),

    /// The client ends its upload by half-closing, and gets its answer afterwards.
    HALF_CLOSE_UPLOAD(
            "half-close",
            60,
            false,
            pair(
                    Bulk.UPLOAD_HALF_CLOSED.then(READ_TO_END),
                    READ_TO_END.then(Bulk.ANSWER).then(CLOSE))),

    /// Both close at once, so that their FINs may cross.
    SIMULTANEOUS(
            "simultaneous-close",
            20,
            false,
            pair(ASK.then(MEET).then(CLOSE), ANSWER.then(MEET).then(CLOSE))),

    /// The server closes an idle connection, and the client notices.
    IDLE_CLOSE(
            "idle-close-noticed",
            50,
            false,
            pair(ASK.then(READ_TO_END), ANSWER.then(IDLE).then(CLOSE))),

    /// Neither end does anything until the recording is over.
    STILL_OPEN("still-open", 10, false, new LeftOpen()),

    /// The server closes with the last request unread.
    SERVER_UNREAD(
            "server-closes-with-unread",
            40,
            true,
            pair(
                    ASK.then(ONE_MORE_REQUEST).then(READ_TO_ANY_END),
                    ANSWER.then(AWAIT_UNREAD).then(CLOSE))),

    /// The client closes in the middle of a download.
    CLIENT_UNREAD(
            "client-closes-with-unread",
            20,
            true,
            new BothEnds(
                    Bulk.SMALL_WINDOW,
                    ASK.then(Bulk.READ_A_LITTLE).then(AWAIT_UNREAD).then(CLOSE),
                    ANSWER.then(Bulk.DOWNLOAD_IN_VAIN))),

    /// The server answers an upload by 413 and closes while it still comes in.
    EARLY_RESPONSE(
            "early-response",
            10,
            true,
            pair(ASK.then(Bulk.UPLOAD_IN_VAIN).then(READ_TO_ANY_END), ANSWER.then(Bulk.REFUSE_UPLOAD))),

    /// The server half-closes and closes at once, with a request unread: FIN, then RST. A client that closed in between
    /// would be spared the RST, so it waits.
    HALF_CLOSE_UNREAD(
            "half-close-then-unread",
            10,
            true,
            pair(
                    ASK.then(ONE_MORE_REQUEST).then(MEET).then(READ_TO_ANY_END),
                    ANSWER.then(AWAIT_UNREAD).then(HALF_CLOSE).then(CLOSE).then(MEET))),

    /// The server closes with SO_LINGER 0.
    SERVER_LINGER_ZERO(
            "server-linger0", 20, true, pair(ASK_UNTIL_RESET.then(READ_TO_ANY_END), ANSWER.then(CLOSE_LINGERING_ZERO))),

    /// The client closes with SO_LINGER 0.
    CLIENT_LINGER_ZERO("client-linger0", 30, true, pair(ASK.then(CLOSE_LINGERING_ZERO), ANSWER.then(READ_TO_ANY_END))),

    /// A listener closes with connections that nobody has accepted.
    LISTENER_CLOSED("listener-closed-with-queue", 5, true, new ListenerClosed()),

    /// The client sends a request just after the server has closed the idle connection.
    KEEPALIVE_RACE(
            "keepalive-race",
            30,
            true,
            pair(
                    ASK.then(MEET).then(REQUESTS_IN_VAIN).then(CLOSE),
                    ANSWER.then(IDLE).then(CLOSE).then(MEET))),

    /// The client sends more on a connection that the server closed behind its answer.
    CLIENT_WRITES_LATE(
            "client-writes-after-server-close",
            20,
            true,
            pair(
                    ASK.then(MEET).then(REQUESTS_IN_VAIN).then(CLOSE),
                    ANSWER.then(CLOSE).then(MEET))),

    /// The client closes with nothing unread, but the server goes on sending.
    SERVER_WRITES_LATE(
            "client-gone",
            20,
            true,
            pair(ASK.then(CLOSE).then(MEET), ANSWER.then(MEET).then(Bulk.ANSWERS_IN_VAIN))),

    /// The client sends more while the server's last answer and its FIN are still on their way.
    DATA_BEFORE_FIN_ACKED(
            "data-before-fin-acked",
            5,
            true,
            new BothEnds(
                    Bulk.SMALL_WINDOW,
                    ASK.then(MEET).then(REQUESTS_IN_VAIN).then(READ_TO_ANY_END),
                    ANSWER.then(Bulk.ANSWER_INTO_BUFFER).then(CLOSE).then(MEET))),

    /// Nobody listens.
    REFUSED("refused", 20, true, new Refused());

    private final String id;
    private final int weight;
    private final boolean resets;

    @SuppressWarnings("ImmutableEnumChecker") // the stagings hold nothing that changes
    private final Staging staging;

    Ending(String id, int weight, boolean resets, Staging staging) {
        this.id = id;
        this.weight = weight;
        this.resets = resets;
        this.staging = staging;
    }

    /// The case's name in the file of intents.
    String id() {
        return id;
    }

    /// How often it occurs, compared with the weights of the others.
    int weight() {
        return weight;
    }

    /// Tells whether such a connection is reset, by whomever.
    boolean resets() {
        return resets;
    }

    void stage(Network network, Exchange exchange) throws IOException, InterruptedException {
        staging.stage(network, exchange);
    }

    private static Staging pair(Script client, Script server) {
        return new BothEnds(0, client, server);
    }
}
