package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import org.junit.jupiter.api.Test;

/// What the beginnings of segments tell of HTTP and TLS.
final class ConversationTest {
    private static Conversation of(Script script) {
        return Followed.all(script).wire().conversation();
    }

    @Test
    void requestsAndResponsesAreCountedAndBodiesMeasured() {
        Script script = new Script().handshake();
        script.client.says("GET /one HTTP/1.1\r\nHost: example.org\r\n\r\n");
        script.server
                .says("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                .server
                .data(1000);
        script.client
                .says("POST /two HTTP/1.1\r\ncontent-length: 5000\r\nHost: example.org\r\n\r\n")
                .client
                .data(2000);
        script.server.says("HTTP/1.1 100 Continue\r\n\r\n");
        script.server
                .says("HTTP/1.1 413 Content Too Large\r\nContent-Length: 300\r\n\r\n")
                .server
                .data(120);
        script.server.abort();
        Conversation conversation = of(script);
        assertThat(conversation.protocol()).isEqualTo(Protocol.HTTP1);
        assertThat(conversation.requests()).isEqualTo(2);
        assertThat(conversation.responses()).isEqualTo(2);
        assertThat(conversation.lastStatus()).isEqualTo(413);
        assertThat(conversation.responseBytesExpected()).isEqualTo(300);
        assertThat(conversation.responseBytesSent()).isEqualTo(120);
        assertThat(conversation.requestBytesExpected()).isEqualTo(5000);
        assertThat(conversation.requestBytesSent()).isEqualTo(2000);
    }

    @Test
    void afterASwitchOfProtocolsNobodyKnowsWhatIsAnAnswer() {
        Script script = new Script().handshake();
        script.client.says("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        script.server.says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
        script.client
                .data(20)
                .server
                .ack()
                .client
                .says("GET / HTTP/1.1\r\n\r\n")
                .server
                .abort();
        assertThat(of(script)).isEqualTo(Conversation.UNKNOWN);
    }

    @Test
    void whatGoesThroughATunnelIsNoHttpOfItsProxy() {
        Script script = new Script().handshake();
        script.client.says("CONNECT example.org:25 HTTP/1.1\r\nHost: example.org:25\r\n\r\n");
        script.server.says("HTTP/1.1 200 Connection established\r\n\r\n");
        script.server.data(40).client.data(20).server.abort();
        assertThat(of(script)).isEqualTo(Conversation.UNKNOWN);
    }

    @Test
    void aTunnelThatIsRefusedStaysHttp() {
        Script script = new Script().handshake();
        script.client.says("CONNECT example.org:25 HTTP/1.1\r\nHost: example.org:25\r\n\r\n");
        script.server
                .says("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\n")
                .server
                .abort();
        assertThat(of(script).lastStatus()).isEqualTo(403);
        assertThat(of(script).responses()).isEqualTo(1);
    }

    @Test
    void leaveToGoOnIsNoAnswer() {
        Script script = new Script().handshake();
        script.client.says("PUT /one HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 40\r\n\r\n");
        script.server
                .says("HTTP/1.1 100 Continue\r\n\r\n")
                .client
                .data(40)
                .server
                .abort();
        assertThat(of(script).unanswered()).isEqualTo(1);
    }

    @Test
    void aRequestIsUnansweredAsLongAsNothingComesBehindIt() {
        Script script = new Script().handshake();
        script.client.says("GET /one HTTP/1.1\r\n\r\n");
        script.server.says("what is no head");
        script.client.says("GET /two HTTP/1.1\r\n\r\n");
        script.client.says("GET /three HTTP/1.1\r\n\r\n");
        int packets = script.packets.size();
        script.server.abort();
        assertThat(of(script).responses()).isZero();
        assertThat(of(script).unanswered()).isEqualTo(2);
        script.packets.subList(packets, script.packets.size()).clear();
        script.server.says("nor is this").server.abort();
        assertThat(of(script).unanswered()).isZero();
    }

    @Test
    void aHeadSentAgainIsNotCountedAgain() {
        Script script = new Script().handshake();
        String get = "GET /one HTTP/1.1\r\nHost: example.org\r\n\r\n";
        script.client.says(get).pause(200 * Script.MILLI);
        Packet first = script.packets.get(3);
        script.packets.add(first.at(script.now()));
        script.pause(1000).server.abort();
        assertThat(of(script).requests()).isEqualTo(1);
    }

    @Test
    void whatLooksLikeAHeadWithinABodyIsNone() {
        Script script = new Script().handshake();
        script.client.says("GET / HTTP/1.1\r\n\r\n");
        script.server.says("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
        script.server.says("HTTP/1.1 500 Not a head\r\n\r\n").server.abort();
        assertThat(of(script).responses()).isEqualTo(1);
        assertThat(of(script).lastStatus()).isEqualTo(200);
    }

    @Test
    void lengthsThatWereNotCapturedAreUnknown() {
        Script script = new Script().handshake();
        script.client.says("POST /x HTTP/1.1\r\nContent-Length: 12");
        script.server
                .says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                .server
                .data(77);
        script.server.abort();
        Conversation conversation = of(script);
        assertThat(conversation.requestBytesExpected()).isEqualTo(-1);
        assertThat(conversation.requestBytesSent()).isEqualTo(-1);
        assertThat(conversation.responseBytesExpected()).isEqualTo(-1);
        assertThat(conversation.responseBytesSent()).isEqualTo(77);
    }

    @Test
    void theAnswerToHeadHasNoBody() {
        Script script = new Script().handshake();
        script.client.says("HEAD / HTTP/1.1\r\n\r\n");
        script.server
                .says("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                .client
                .abort();
        assertThat(of(script).responseBytesExpected()).isZero();
    }

    @Test
    void alertsOfTlsAreReadWhereTheyAreReadable() {
        Script script = new Script().handshake();
        script.client.says("\u0016\u0003\u0001\u0000\u0001.");
        script.server.says("\u0015\u0003\u0003\u0000\u0002\u0002(");
        script.client
                .says("\u0015\u0003\u0003\u0000\u0013...................")
                .client
                .abort();
        Conversation conversation = of(script);
        assertThat(conversation.protocol()).isEqualTo(Protocol.TLS);
        assertThat(conversation.serverAlert()).isNotNull();
        assertThat(conversation.serverAlert().description()).isEqualTo(40);
        assertThat(conversation.clientAlert()).isNotNull();
        assertThat(conversation.clientAlert().description()).isEqualTo(-1);
    }

    @Test
    void somethingElseIsUnknown() {
        Script script = new Script().handshake();
        script.client.says("HELO example.org\r\n").server.data(10).server.abort();
        assertThat(of(script)).isEqualTo(Conversation.UNKNOWN);
    }
}
