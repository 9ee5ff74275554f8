package dev.finwait.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// One connection of a relay. A write to it and what follows from the write's failure are one step for the
/// direction that reads from it.
final class RelaySide {
    private static final long WRITER_GRACE_MILLIS = 50;

    private final Socket socket;
    private final ReentrantLock writing = new ReentrantLock();

    RelaySide(Socket socket) {
        this.socket = socket;
    }

    Socket socket() {
        return socket;
    }

    /// Writes, and runs the action under the same lock if that fails.
    ///
    /// @return whether it was written
    boolean write(OutputStream out, byte[] bytes, int count, FailureAction onFailure) {
        writing.lock();
        try {
            out.write(bytes, 0, count);
            return true;
        } catch (IOException e) {
            onFailure.failed(e);
            return false;
        } finally {
            writing.unlock();
        }
    }

    /// Lets a write to this side that has just failed be dealt with. The kernel tells a reset once: if that
    /// write was told, a read of this side reports a clean end. A write that is merely blocked is not
    /// waited for.
    void settleWriter() {
        boolean interrupted = false;
        try {
            if (writing.tryLock(WRITER_GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    interface FailureAction {
        void failed(IOException e);
    }
}
