package dev.finwait.close;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/// Runs an action when the current thread is interrupted, also while it waits for a lock within the JDK that
/// ignores interrupts. It is in force until [#remove()] or until the thread enters another interruptible
/// operation of NIO, which notices interrupts itself.
final class InterruptHook extends AbstractInterruptibleChannel {
    private final Runnable action;

    private InterruptHook(Runnable action) {
        this.action = action;
    }

    static InterruptHook install(Runnable action) {
        InterruptHook hook = new InterruptHook(action);
        hook.begin();
        return hook;
    }

    void remove() {
        try {
            end(true);
        } catch (AsynchronousCloseException e) {
            // The action has run, and the thread's status tells of the interrupt.
        }
    }

    /// Called by the interrupting thread.
    @Override
    protected void implCloseChannel() {
        action.run();
    }
}
