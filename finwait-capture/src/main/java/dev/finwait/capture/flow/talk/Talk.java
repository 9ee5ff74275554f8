package dev.finwait.capture.flow.talk;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Conversation;
import dev.finwait.diagnosis.facts.Conversation.Protocol;
import dev.finwait.diagnosis.facts.Conversation.TlsAlert;
import dev.finwait.diagnosis.facts.Moment;
import org.jspecify.annotations.Nullable;

/// Listens to one connection: counts HTTP/1 messages and remembers TLS alerts. Made for connections on
/// which a head was recognised.
public final class Talk {
    private static final int TLS_ALERT = 21;
    private static final int TLS_RECORD_HEADER = 5;
    private static final int PLAIN_ALERT = 2;

    private Protocol protocol = Protocol.UNKNOWN;
    private int requests;
    private int responses;
    private int lastStatus = -1;
    private boolean lastRequestIsHead;
    private Body request = Body.UNKNOWN;
    private Body response = Body.UNKNOWN;
    private @Nullable TlsAlert clientAlert;
    private @Nullable TlsAlert serverAlert;

    /// Nothing was heard yet.
    public Talk() {}

    /// Hears the beginning of a segment with new payload.
    ///
    /// @param batch where it is
    /// @param row which it is
    /// @param fromClient who sent it
    /// @param sequence the relative number of its first byte
    /// @param nanos when
    public void hear(SegmentBatch batch, int row, boolean fromClient, long sequence, long nanos) {
        int offset = batch.headOffsets[row];
        int length = batch.headLengths[row];
        byte first = batch.heads[offset];
        if (first >= 'A' && first <= 'Z') {
            http(new HttpHead(batch.heads, offset, length), fromClient, sequence);
        } else {
            tls(batch, offset, offset + length, fromClient, new Moment(nanos, batch.packets[row]));
        }
    }

    private void http(HttpHead head, boolean fromClient, long sequence) {
        if (protocol == Protocol.TLS || (fromClient ? request : response).contains(sequence)) {
            return;
        }
        if (fromClient && head.isRequest()) {
            head.read();
            protocol = Protocol.HTTP1;
            requests++;
            lastRequestIsHead = head.isHeadRequest();
            request = requestBody(head, sequence);
        } else if (!fromClient && head.status() >= 200) {
            head.read();
            protocol = Protocol.HTTP1;
            responses++;
            lastStatus = head.status();
            response = responseBody(head, sequence);
        }
    }

    /// RFC 9112 6.3: a request without a length and without an encoding has no body.
    private static Body requestBody(HttpHead head, long sequence) {
        int length = head.length();
        if (length < 0) {
            return new Body(-1, head.contentLength());
        }
        long content = head.contentLength();
        return new Body(sequence + length, content < 0 && !head.hasTransferEncoding() ? 0 : content);
    }

    private Body responseBody(HttpHead head, long sequence) {
        int length = head.length();
        boolean none = lastRequestIsHead || lastStatus == 204 || lastStatus == 304;
        return new Body(length < 0 ? -1 : sequence + length, none ? 0 : head.contentLength());
    }

    /// Walks over the records that begin in the head. An alert of two bytes is readable (RFC 8446 6); a
    /// longer one is encrypted.
    private void tls(SegmentBatch batch, int start, int end, boolean fromClient, Moment at) {
        byte[] bytes = batch.heads;
        int record = start;
        while (record + TLS_RECORD_HEADER <= end && bytes[record + 1] == 3) {
            int length = ((bytes[record + 3] & 0xff) << 8) | (bytes[record + 4] & 0xff);
            protocol = protocol == Protocol.UNKNOWN ? Protocol.TLS : protocol;
            if (bytes[record] == TLS_ALERT) {
                boolean readable = length == PLAIN_ALERT && record + TLS_RECORD_HEADER + PLAIN_ALERT <= end;
                alert(new TlsAlert(at, readable ? bytes[record + TLS_RECORD_HEADER + 1] & 0xff : -1), fromClient);
            }
            record += TLS_RECORD_HEADER + length;
        }
    }

    private void alert(TlsAlert alert, boolean fromClient) {
        if (fromClient) {
            clientAlert = alert;
        } else {
            serverAlert = alert;
        }
    }

    /// Whether it is TLS that is spoken.
    ///
    /// @return whether a TLS record was seen
    public boolean isTls() {
        return protocol == Protocol.TLS;
    }

    /// What was heard.
    ///
    /// @param clientNext the client's next relative sequence number, a FIN not counted
    /// @param serverNext the server's
    /// @return the facts
    public Conversation conversation(long clientNext, long serverNext) {
        return new Conversation(
                protocol,
                requests,
                responses,
                lastStatus,
                response.length(),
                response.sent(serverNext),
                request.length(),
                request.sent(clientNext),
                clientAlert,
                serverAlert);
    }

    /// What was heard so far, apart from what comes.
    ///
    /// @return a copy
    public Talk copy() {
        Talk copy = new Talk();
        copy.protocol = protocol;
        copy.requests = requests;
        copy.responses = responses;
        copy.lastStatus = lastStatus;
        copy.lastRequestIsHead = lastRequestIsHead;
        copy.request = request;
        copy.response = response;
        copy.clientAlert = clientAlert;
        copy.serverAlert = serverAlert;
        return copy;
    }
}
