package dev.finwait.close;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/// Closes a channel when the current thread is interrupted while it waits for a lock within the JDK that
/// ignores interrupts. What arrived unread by then is the business of the thread that holds the lock.
final class InterruptHook extends AbstractInterruptibleChannel {
    private final Channel target;

    InterruptHook(Channel target) {
        this.target = target;
    }

    void guard(Action action) throws IOException {
        boolean completed = false;
        begin();
        try {
            action.run();
            completed = true;
        } finally {
            end(completed);
        }
    }

    /// Called by the interrupting thread.
    @Override
    protected void implCloseChannel() throws IOException {
        target.close();
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }
}
