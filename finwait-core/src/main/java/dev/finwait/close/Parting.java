package dev.finwait.close;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The last bytes of a lingerer: sent piece by piece while what arrives is thrown away, so that a peer which
/// writes everything before it reads anything is not waited for in vain. Behind the last of them goes the FIN.
///
/// Used by the caller's thread until the lingerer is handed over, and by the pool's from then on.
final class Parting {
    /// The pieces that one look at a channel may send, so that a peer that reads fast delays nobody.
    private static final int PIECES = 4;

    private final LastBuffers last;
    private long sent;
    private boolean complete;
    private @Nullable CloseOutcome inputEnd;

    Parting(ByteBuffer... last) {
        this.last = new LastBuffers(last);
    }

    /// Whether everything is handed to the system.
    boolean isComplete() {
        return complete;
    }

    /// Whether the peer has ended its side, so that there is nothing more to read from it.
    boolean isInputOver() {
        return inputEnd != null;
    }

    /// Sends what the channel takes now.
    void send(Lingerer lingerer) throws IOException {
        for (int piece = 0; piece < PIECES; piece++) {
            long count = last.writeTo(lingerer.channel);
            if (count == LastBytes.END) {
                complete = true;
                return;
            }
            if (count == 0) {
                return;
            }
            sent += count;
            lingerer.limits.sent(count);
        }
    }

    /// Moves bytes in both directions, a bounded number of them.
    ///
    /// @return how the close ends, or null when the lingerer goes on waiting
    @Nullable
    CloseOutcome exchange(Lingerer lingerer, DiscardBuffer buffer, int reads) {
        try {
            send(lingerer);
        } catch (IOException e) {
            return lingerer.outcomeOf(e);
        }
        return complete ? release(lingerer, buffer, reads) : discard(lingerer, buffer, reads);
    }

    /// From here it is an ordinary close, and its peer's silence counts anew.
    private @Nullable CloseOutcome release(Lingerer lingerer, DiscardBuffer buffer, int reads) {
        CloseOutcome failed = lingerer.halfClose();
        if (failed != null) {
            return failed;
        }
        lingerer.limits.startIdle();
        lingerer.lookAround();
        return inputEnd != null ? inputEnd : buffer.drain(lingerer, reads);
    }

    /// The peer's end-of-stream does not end the sending.
    private @Nullable CloseOutcome discard(Lingerer lingerer, DiscardBuffer buffer, int reads) {
        CloseOutcome outcome = inputEnd != null ? null : buffer.drain(lingerer, reads);
        if (outcome == CloseOutcome.PEER_CLOSED || outcome == CloseOutcome.INPUT_SHUT) {
            inputEnd = outcome;
            return null;
        }
        return outcome;
    }

    SendReport report(CloseReport close) {
        return new SendReport(sent, complete, null, close);
    }
}
