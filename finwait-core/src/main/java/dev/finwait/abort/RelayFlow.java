package dev.finwait.abort;

import dev.finwait.error.SocketError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// One direction of a relay.
final class RelayFlow implements Runnable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Relay relay;
    private final RelaySide source;
    private final RelaySide target;
    /// Read by the other thread after this one has ended.
    private long bytes;

    private FlowEnd end = FlowEnd.CUT_OFF;

    RelayFlow(Relay relay, RelaySide source, RelaySide target) {
        this.relay = relay;
        this.source = source;
        this.target = target;
    }

    @Override
    public void run() {
        try {
            copy(source.socket().getInputStream(), target.socket().getOutputStream());
        } catch (IOException e) {
            failed(e, FlowEnd.SOURCE_RESET);
        }
    }

    RelayReport.Flow result() {
        return new RelayReport.Flow(bytes, end);
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = in.read(buffer);
        while (count >= 0) {
            if (!target.write(out, buffer, count, e -> failed(e, FlowEnd.TARGET_RESET))) {
                return;
            }
            bytes += count;
            count = in.read(buffer);
        }
        endOfStream();
    }

    private void endOfStream() {
        source.settleWriter();
        if (relay.isAborted()) {
            return;
        }
        try {
            target.socket().shutdownOutput();
            end = FlowEnd.HALF_CLOSED;
        } catch (IOException e) {
            failed(e, FlowEnd.TARGET_RESET);
        }
    }

    /// What a socket says after the relay itself reset it is no news.
    private void failed(IOException e, FlowEnd whenReset) {
        if (relay.abort()) {
            end = isReset(e) ? whenReset : FlowEnd.FAILED;
        }
    }

    private static boolean isReset(IOException e) {
        SocketError error = SocketError.of(e);
        return error == SocketError.RESET_BY_PEER || error == SocketError.BROKEN_PIPE;
    }
}
