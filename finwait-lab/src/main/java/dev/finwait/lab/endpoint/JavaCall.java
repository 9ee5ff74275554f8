package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A call on one of Java's sockets, turned into an [Answer].
@FunctionalInterface
interface JavaCall {
    /// How long an asynchronous operation may take before the lab gives up on it.
    int PATIENCE_SECONDS = 10;

    /// Makes the call.
    ///
    /// @return what it returned
    /// @throws Exception what the call threw
    long make() throws Exception;

    /// Makes a call and notes what it gave.
    ///
    /// @param text the call as written in Java
    /// @param call the call
    /// @return the answer
    static Answer answer(String text, JavaCall call) {
        try {
            return Answer.returned(text, call.make());
        } catch (ExecutionException e) {
            return Answer.threw(text, e.getCause() instanceof Exception cause ? cause : e);
        } catch (Exception e) {
            return Answer.threw(text, e);
        }
    }

    /// A call without a result, noted as 0.
    ///
    /// @param text the call as written in Java
    /// @param call the call
    /// @return the answer
    static Answer answer(String text, VoidCall call) {
        return answer(text, () -> {
            call.make();
            return 0;
        });
    }

    /// Waits for an asynchronous operation.
    ///
    /// @param pending the operation
    /// @return its result
    /// @throws ExecutionException if it failed
    /// @throws InterruptedException if this thread was interrupted
    /// @throws TimeoutException if it took longer than the lab's patience
    static int await(java.util.concurrent.Future<Integer> pending)
            throws ExecutionException, InterruptedException, TimeoutException {
        return pending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// A call without a result.
    @FunctionalInterface
    interface VoidCall {
        /// Makes the call.
        ///
        /// @throws Exception what the call threw
        void make() throws Exception;
    }
}
