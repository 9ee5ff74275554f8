package dev.finwait.close;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The thread that runs a loop: started when there is work, woken when it sleeps, gone when there is none.
///
/// Who brings work first puts it where the loop finds it, then calls [#nudge()]; the loop looks again for work
/// after it said that it falls asleep, or retires. So no work is left lying.
final class LoopThread {
    private enum State {
        NONE,
        AWAKE,
        ASLEEP,
        ENDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable loop;
    private final Runnable wakeUp;
    private volatile @Nullable Thread thread;

    /// @param wakeUp ends the wait of the loop, or the next; callable from any thread
    LoopThread(Runnable loop, Runnable wakeUp) {
        this.loop = loop;
        this.wakeUp = wakeUp;
    }

    /// Has the loop look for work. Callable from any thread.
    ///
    /// @return false when it has ended for good
    boolean nudge() {
        State seen = state.get();
        if (seen == State.ASLEEP && state.compareAndSet(State.ASLEEP, State.AWAKE)) {
            wakeUp.run();
        } else if (seen == State.NONE && state.compareAndSet(State.NONE, State.AWAKE)) {
            start();
        }
        return seen != State.ENDED;
    }

    /// Starts a thread, the first one or one that takes over.
    void start() {
        Thread started = Daemons.thread("finwait-linger", loop);
        thread = started;
        started.start();
    }

    /// Says that the loop will wait until somebody wakes it.
    void fallAsleep() {
        state.set(State.ASLEEP);
    }

    void awake() {
        state.set(State.AWAKE);
    }

    /// Says that the loop's thread is about to go.
    void retire() {
        state.set(State.NONE);
    }

    /// Takes the retirement back, unless another thread has been started, or all has ended.
    boolean resume() {
        return state.compareAndSet(State.NONE, State.AWAKE);
    }

    /// Ends the loop for good, if no thread runs it.
    boolean endIfNone() {
        return state.compareAndSet(State.NONE, State.ENDED);
    }

    /// Says that there will be no thread again.
    void end() {
        state.set(State.ENDED);
    }

    void tellEnded() {
        ended.countDown();
    }

    /// Waits until all has ended. Returns at once in the loop's own thread.
    void awaitEnd() throws InterruptedException {
        if (!Thread.currentThread().equals(thread)) {
            ended.await();
        }
    }

    boolean isRunning() {
        return state.get() == State.AWAKE || state.get() == State.ASLEEP;
    }

    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
