package dev.finwait.server;

import dev.finwait.close.CloseBudget;
import java.time.Duration;
import java.util.Objects;

/// The limits within which a listener is stopped. The three phases follow each other, so a stop takes at most
/// about the sum of `accepting`, `serving` and the total of `closing`.
///
/// ```java
/// StopBudget budget = StopBudget.DEFAULT.withServing(Duration.ofSeconds(20));
/// ```
///
/// Immutable, and safe for use by several threads.
///
/// @param accepting the longest time for emptying the accept queue
/// @param quiet how long no connection may have come before the queue counts as empty, where the kernel
///     cannot keep newcomers away; a multiple of the clients' round-trip time. Without effect elsewhere
/// @param serving the longest time that the handlers get for the connections that are open then
/// @param closing the budget for closing a connection whose handler has not ended by then
public record StopBudget(Duration accepting, Duration quiet, Duration serving, CloseBudget closing) {
    /// 5 seconds for the accept queue, quiet after 100 ms, 20 seconds for the handlers, then
    /// [CloseBudget#SHORT]: less than the 30 seconds that container platforms leave a process by default
    /// between SIGTERM and SIGKILL.
    public static final StopBudget DEFAULT =
            new StopBudget(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(20), CloseBudget.SHORT);

    /// Checks the limits.
    ///
    /// @throws NullPointerException if one is null
    /// @throws IllegalArgumentException if a duration is negative
    public StopBudget {
        requireNotNegative(accepting, "accepting");
        requireNotNegative(quiet, "quiet");
        requireNotNegative(serving, "serving");
        Objects.requireNonNull(closing, "closing");
    }

    /// Returns this budget with another limit for emptying the queue.
    ///
    /// @param accepting the longest time for emptying the accept queue
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public StopBudget withAccepting(Duration accepting) {
        return new StopBudget(accepting, quiet, serving, closing);
    }

    /// Returns this budget with another quiet time.
    ///
    /// @param quiet how long no connection may have come
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public StopBudget withQuiet(Duration quiet) {
        return new StopBudget(accepting, quiet, serving, closing);
    }

    /// Returns this budget with another limit for the handlers.
    ///
    /// @param serving the longest time that the handlers get
    /// @return the changed copy
    /// @throws IllegalArgumentException if it is negative
    public StopBudget withServing(Duration serving) {
        return new StopBudget(accepting, quiet, serving, closing);
    }

    /// Returns this budget with another budget for the connections that are left.
    ///
    /// @param closing the budget for closing each of them
    /// @return the changed copy
    public StopBudget withClosing(CloseBudget closing) {
        return new StopBudget(accepting, quiet, serving, closing);
    }

    private static void requireNotNegative(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + duration + "; use zero or more");
        }
    }
}
