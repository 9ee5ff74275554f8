package dev.finwait.close;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

final class Peers {
    private Peers() {}

    /// Sends blocks with pauses until the connection is gone.
    static long sendUntilRefused(Socket peer, byte[] block, long pauseMillis) {
        long sent = 0;
        try {
            while (true) {
                peer.getOutputStream().write(block);
                sent += block.length;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            }
        } catch (IOException refused) {
            return sent;
        }
    }
}
