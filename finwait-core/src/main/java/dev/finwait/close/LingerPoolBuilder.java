package dev.finwait.close;

import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Settings of a [LingerPool]. Not thread-safe.
public final class LingerPoolBuilder {
    private static final int DEFAULT_MAX_LINGERING = 10_000;

    private CloseBudget budget = CloseBudget.DEFAULT;
    private int maxLingering = DEFAULT_MAX_LINGERING;
    private @Nullable Executor executor;
    private boolean askedAlways;

    LingerPoolBuilder() {}

    /// Sets the limits of the closes that name none; [CloseBudget#DEFAULT] when not set.
    ///
    /// @param budget the limits
    /// @return this
    /// @throws NullPointerException if it is null
    public LingerPoolBuilder budget(CloseBudget budget) {
        this.budget = Objects.requireNonNull(budget, "budget");
        return this;
    }

    /// Sets how many channels may linger at a time, how many sockets without channel, and how many asynchronous
    /// channels; 10,000 when not set. Each takes a descriptor.
    ///
    /// @param maxLingering the cap
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public LingerPoolBuilder maxLingering(int maxLingering) {
        if (maxLingering < 1) {
            throw new IllegalArgumentException("maxLingering is " + maxLingering + "; use 1 or more");
        }
        this.maxLingering = maxLingering;
        return this;
    }

    /// Sets what runs the actions that are hung on the stages of channels; the common pool when not set
    /// ([java.util.concurrent.ForkJoinPool#commonPool()]).
    ///
    /// @param executor the executor; when it rejects an action, the thread of the pool runs it
    /// @return this
    /// @throws NullPointerException if it is null
    public LingerPoolBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /// Has the kernel asked about every channel, also where the peer closes within a millisecond, so that each
    /// report tells whether what this side sent was acknowledged. The round-trip time of those is not known any
    /// more then, and of a channel whose peer had closed before this side the kernel may know nothing.
    ///
    /// It takes the thread of the pool two system calls more and some 5 µs for each; a machine that does nothing
    /// but open and close connections closes three or four in a hundred fewer. Without diagnostics it does nothing.
    ///
    /// @return this
    public LingerPoolBuilder askingAlways() {
        askedAlways = true;
        return this;
    }

    /// Makes the pool. It takes no thread and no selector before the first close.
    ///
    /// @return the pool, which the caller closes
    public LingerPool build() {
        return new LingerPool(this, false);
    }

    CloseBudget budget() {
        return budget;
    }

    boolean askedAlways() {
        return askedAlways;
    }

    int maxLingering() {
        return maxLingering;
    }

    Executor executor() {
        return executor != null ? executor : CommonExecutor.get();
    }
}
