package dev.finwait.diagnosis;

import static dev.finwait.diagnosis.facts.Side.CLIENT;
import static dev.finwait.diagnosis.facts.Side.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Conversation.TlsAlert;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which message of HTTP a reset cut off, and which alerts of TLS came before it.
final class SpokenTest {
    private static Conversation http(int requests, int responses) {
        return new Conversation(
                Protocol.HTTP1,
                requests,
                responses,
                requests - responses,
                responses == 0 ? -1 : 200,
                -1,
                -1,
                0,
                0,
                null,
                null);
    }

    private static List<String> said(Verdict verdict) {
        return verdict.evidence().stream().map(Evidence::toString).toList();
    }

    @Test
    void aRequestWithoutAnAnswerIsNamedByItsNumber() {
        Given given = Given.handshake().data(CLIENT, 100).data(SERVER, 900).data(CLIENT, 100);
        given.talk = http(2, 1);
        assertThat(said(given.resetBy(SERVER))).contains("packet 6: request 2 on this connection was never answered");
    }

    @Test
    void severalRequestsWithoutAnAnswerAreNamedTogether() {
        Given given = Given.handshake().data(CLIENT, 100).data(SERVER, 900).data(CLIENT, 300);
        given.talk = http(4, 1);
        assertThat(said(given.resetBy(SERVER)))
                .contains("packet 6: requests 2 to 4 on this connection were never answered");
    }

    @Test
    void whereTheBeginningWasNotCapturedNobodyKnowsTheNumber() {
        Given given = Given.nothing().data(SERVER, 900).data(CLIENT, 100);
        given.talk = http(1, 0);
        assertThat(said(given.resetBy(SERVER)))
                .contains("packet 2: the last request on this connection was never answered");
    }

    @Test
    void anAnswerWhoseHeadWasNotRecognisedIsAnAnswer() {
        Given given = Given.handshake().data(CLIENT, 100).data(SERVER, 900).data(CLIENT, 100);
        given.talk = new Conversation(Protocol.HTTP1, 1, 0, 0, -1, -1, -1, -1, -1, null, null);
        assertThat(said(given.resetBy(CLIENT))).noneMatch(text -> text.contains("answered"));
    }

    @Test
    void aResponseThatWasCutIsToldToTheByte() {
        Given given = Given.handshake().data(CLIENT, 100).data(SERVER, 48_220);
        given.talk = new Conversation(Protocol.HTTP1, 3, 3, 0, 206, 60_000, 48_120, 0, 0, null, null);
        assertThat(said(given.resetBy(SERVER)))
                .contains("packet 5: response 3, status 206, was cut at byte 48,120 of the 60,000 of its body");
    }

    @Test
    void anUploadThatWasCutIsToldToTheByte() {
        Given given = Given.handshake().data(CLIENT, 2_100);
        given.talk = new Conversation(Protocol.HTTP1, 1, 0, 1, -1, -1, -1, 9_000, 2_000, null, null);
        assertThat(said(given.resetBy(SERVER)))
                .contains("packet 4: request 1 was cut at byte 2,000 of the 9,000 of its body");
    }

    @Test
    void alertsOfTlsAreNamed() {
        Given given = Given.handshake().data(CLIENT, 300).data(SERVER, 3_000).data(CLIENT, 7);
        given.talk = new Conversation(
                Protocol.TLS,
                0,
                0,
                0,
                -1,
                -1,
                -1,
                -1,
                -1,
                new TlsAlert(new Moment(1_006_000_000L, 6), 48),
                new TlsAlert(new Moment(1_005_000_000L, 5), -1));
        assertThat(said(given.resetBy(CLIENT)))
                .contains(
                        "packet 6: the client had sent the TLS alert unknown_ca",
                        "packet 5: the server had sent an encrypted TLS alert, as a rule close_notify");
    }

    @Test
    void alertsWithoutANameKeepTheirNumber() {
        assertThat(new TlsAlert(new Moment(0, 1), 0).name()).isEqualTo("close_notify");
        assertThat(new TlsAlert(new Moment(0, 1), 77).name()).isEqualTo("77");
    }
}
