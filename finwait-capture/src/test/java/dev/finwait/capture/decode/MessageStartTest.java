package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.TestSegment;
import dev.finwait.capture.segment.SegmentBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What payloads are recognised by their beginning.
final class MessageStartTest {
    private final OnePacket packet = new OnePacket();
    private final SegmentBatch batch = packet.batch;

    private byte read(String payload) {
        byte[] bytes = new TestSegment("192.0.2.1", 40_000, "198.51.100.7", 443)
                .payload(payload)
                .ethernet();
        assertThat(packet.decode(OnePacket.ETHERNET, bytes)).isNull();
        return batch.messages[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "OPTIONS * HTTP/1.0\r\n",
                "DELETE /x HTTP/1.1\r\n",
                "PUT /whose-line-is-cut",
                "GET "
            })
    void requestsAreRecognised(String payload) {
        assertThat(read(payload)).isEqualTo(SegmentBatch.REQUEST);
        assertThat(batch.headLengths[0]).isEqualTo(-1);
    }

    @Test
    void requestsWhoseAnswersHaveNoBodyAreRecognised() {
        assertThat(read("HEAD / HTTP/1.1\r\n\r\n")).isEqualTo(SegmentBatch.HEAD_REQUEST);
        assertThat(read("CONNECT a:1 HTTP/1.1\r\n\r\n")).isEqualTo(SegmentBatch.CONNECT_REQUEST);
    }

    @Test
    void theBodyOfARequestIsAsLongAsItsHeadSays() {
        read("POST /x HTTP/1.1\r\nHost: a\r\ncOnTeNt-LeNgTh: \t512\r\n\r\nabc");
        assertThat(batch.headLengths[0]).isEqualTo(51);
        assertThat(batch.bodyLengths[0]).isEqualTo(512);
    }

    @Test
    void aRequestWhoseHeadTellsOfNoBodyHasNone() {
        read("GET / HTTP/1.1\r\nConnection: close\r\nCookie: none\r\n\r\n");
        assertThat(batch.bodyLengths[0]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GET,0", "HEAD,0", "OPTIONS,0", "POST,-1", "PUT,-1", "PATCH,-1"})
    void whereTheHeadWasCutOnlyTheMethodTellsOfABody(String method, long body) {
        read(method + " /a-long-name HTTP/1.1\r\nHost: a.very.lo");
        assertThat(batch.bodyLengths[0]).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: many\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 12",
                "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"
            })
    void howLongABodyIsMayBeUnknown(String payload) {
        read(payload);
        assertThat(batch.bodyLengths[0]).isEqualTo(-1);
    }

    @Test
    void statusAndLengthOfAResponseAreRead() {
        assertThat(read("HTTP/1.0 413 Content Too Large\r\nContent-Length: 9\r\n\r\n"))
                .isEqualTo(SegmentBatch.RESPONSE);
        assertThat(batch.codes[0]).isEqualTo((short) 413);
        assertThat(batch.bodyLengths[0]).isEqualTo(9);
    }

    @Test
    void aHeadThatGoesOnBeyondAKilobyteIsReadSoFar() {
        read("GET / HTTP/1.1\r\nContent-Length: 7\r\nX: " + "x".repeat(1000) + "\r\n\r\n");
        assertThat(batch.headLengths[0]).isEqualTo(-1);
        assertThat(batch.bodyLengths[0]).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "1603010002 0000, -2",
        "1503030002 0100, 0",
        "1503030002 0228, 40",
        "1503030020 0228, -1",
        "1403030001 01 1503030002 0228, 40"
    })
    void alertsOfTlsAreRead(String hex, short code) {
        StringBuilder payload = new StringBuilder();
        String digits = hex.replace(" ", "");
        for (int i = 0; i < digits.length(); i += 2) {
            payload.append((char) Integer.parseInt(digits, i, i + 2, 16));
        }
        assertThat(read(payload.toString())).isEqualTo(SegmentBatch.TLS);
        assertThat(batch.codes[0]).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET /\r\n\r\n",
                "GETTING / HTTP/1.1\r\n",
                "GET / SPDY/9\r\n\r\n",
                "HTTP/2.0 200 OK\r\n",
                "HTTP/1.1 2x0 OK\r\n",
                "HTTP/1.1 099 ?\r\n",
                "\027\003\003\000\100",
                "\026\003",
                "something else"
            })
    void otherPayloadIsNoMessage(String payload) {
        assertThat(read(payload)).isEqualTo(SegmentBatch.NO_MESSAGE);
    }
}
