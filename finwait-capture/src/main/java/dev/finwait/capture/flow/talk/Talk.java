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
    /// Responses before it are interim ones (RFC 9110 15.2).
    private static final int FIRST_FINAL_STATUS = 200;

    /// WebSocket and the like (RFC 9110 15.2.2).
    private static final int SWITCHING_PROTOCOLS = 101;

    private Protocol protocol = Protocol.UNKNOWN;
    private int requests;
    private int responses;

    /// The requests since the server last said anything, and its next number at that time.
    private int unanswered;

    private long serverAtRequest = -1;
    private int lastStatus = -1;
    private byte lastRequest;
    private boolean switched;
    private Body request = Body.UNKNOWN;
    private Body response = Body.UNKNOWN;
    private @Nullable TlsAlert clientAlert;
    private @Nullable TlsAlert serverAlert;

    /// Nothing was heard yet.
    public Talk() {}

    /// Hears the beginning of a segment with new payload.
    ///
    /// @param batch where it is
    /// @param row which it is; its payload begins with a message
    /// @param fromClient who sent it
    /// @param sequence the relative number of its first byte
    /// @param otherNext the other side's next relative number, a FIN not counted
    /// @param nanos when
    public void hear(SegmentBatch batch, int row, boolean fromClient, long sequence, long otherNext, long nanos) {
        byte message = batch.messages[row];
        if (message == SegmentBatch.TLS) {
            tls(batch, row, fromClient, nanos);
        } else if (protocol != Protocol.TLS && !switched && !(fromClient ? request : response).contains(sequence)) {
            if (fromClient && message != SegmentBatch.RESPONSE) {
                request(batch, row, sequence, otherNext);
            } else if (!fromClient && message == SegmentBatch.RESPONSE) {
                response(batch, row, sequence);
            }
        }
    }

    private void request(SegmentBatch batch, int row, long sequence, long serverNext) {
        protocol = Protocol.HTTP1;
        requests++;
        unanswered = serverNext == serverAtRequest ? unanswered + 1 : 1;
        serverAtRequest = serverNext;
        lastRequest = batch.messages[row];
        request = new Body(start(batch, row, sequence), batch.bodyLengths[row]);
    }

    private void response(SegmentBatch batch, int row, long sequence) {
        int status = batch.codes[row];
        if (status == SWITCHING_PROTOCOLS || (lastRequest == SegmentBatch.CONNECT_REQUEST && status / 100 == 2)) {
            leaveHttp();
            return;
        }
        if (status < FIRST_FINAL_STATUS) {
            interim(batch, row, sequence);
            return;
        }
        protocol = Protocol.HTTP1;
        responses++;
        lastStatus = status;
        boolean none = lastRequest == SegmentBatch.HEAD_REQUEST || lastStatus == 204 || lastStatus == 304;
        response = new Body(start(batch, row, sequence), none ? 0 : batch.bodyLengths[row]);
    }

    /// No answer yet, where nothing else came in its segment.
    private void interim(SegmentBatch batch, int row, long sequence) {
        if (serverAtRequest == sequence && batch.headLengths[row] == batch.lengths[row]) {
            serverAtRequest += batch.lengths[row];
        }
    }

    /// From here on both sides speak something else, in which a question and its answer are not known from each other.
    private void leaveHttp() {
        switched = true;
        protocol = Protocol.UNKNOWN;
        requests = 0;
        responses = 0;
        unanswered = 0;
        lastStatus = -1;
        request = Body.UNKNOWN;
        response = Body.UNKNOWN;
    }

    private static long start(SegmentBatch batch, int row, long sequence) {
        int head = batch.headLengths[row];
        return head < 0 ? -1 : sequence + head;
    }

    private void tls(SegmentBatch batch, int row, boolean fromClient, long nanos) {
        protocol = protocol == Protocol.UNKNOWN ? Protocol.TLS : protocol;
        if (batch.codes[row] != SegmentBatch.NO_ALERT) {
            alert(new TlsAlert(new Moment(nanos, batch.packets[row]), batch.codes[row]), fromClient);
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
                serverNext == serverAtRequest ? unanswered : 0,
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
        copy.unanswered = unanswered;
        copy.serverAtRequest = serverAtRequest;
        copy.lastStatus = lastStatus;
        copy.lastRequest = lastRequest;
        copy.switched = switched;
        copy.request = request;
        copy.response = response;
        copy.clientAlert = clientAlert;
        copy.serverAlert = serverAlert;
        return copy;
    }
}
