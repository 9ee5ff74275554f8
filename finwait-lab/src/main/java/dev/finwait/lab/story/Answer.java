package dev.finwait.lab.story;

import dev.finwait.linux.CallResult;
import org.jspecify.annotations.Nullable;

/// What one call on a socket gave back.
///
/// @param call the call as a person would write it: `recv(4096)`, `socket.close()`
/// @param result what it returned or failed with: `1000`, `-1 ECONNRESET`, `SocketException: Connection reset`
/// @param count bytes moved, where the call moves bytes; 0 at end-of-stream and where it failed
/// @param error the name of the errno a raw call failed with, null where it did not fail or is no raw call
/// @param errno the number of that errno, 0 where there is none
/// @param exception what a Java call threw, null where it did not or is no Java call
public record Answer(
        String call,
        String result,
        long count,
        @Nullable String error,
        int errno,
        @Nullable Exception exception) {
    /// The answer of a call that went well.
    ///
    /// @param call the call
    /// @param value what it returned
    /// @return the answer
    public static Answer returned(String call, long value) {
        return new Answer(call, Long.toString(value), Math.max(0, value), null, 0, null);
    }

    /// The answer of a call that went well and returned something else than a number.
    ///
    /// @param call the call
    /// @param value what it returned, as text
    /// @return the answer
    public static Answer said(String call, String value) {
        return new Answer(call, value, 0, null, 0, null);
    }

    /// The answer of a Java call that threw.
    ///
    /// @param call the call
    /// @param exception what it threw
    /// @return the answer
    public static Answer threw(String call, Exception exception) {
        String text = exception.getMessage() == null
                ? exception.getClass().getSimpleName()
                : exception.getClass().getSimpleName() + ": " + exception.getMessage();
        return new Answer(call, text, 0, null, 0, exception);
    }

    /// The answer of a raw call.
    ///
    /// @param result what the raw call gave
    /// @return the answer
    public static Answer of(CallResult result) {
        return of(result.call(), result);
    }

    /// The answer of a raw call, with words of one's own for the call.
    ///
    /// @param call the call
    /// @param result what the raw call gave
    /// @return the answer
    public static Answer of(String call, CallResult result) {
        if (result.ok()) {
            return returned(call, result.value());
        }
        String name = result.errnoName();
        return new Answer(call, "-1 " + name, 0, name, result.errno(), null);
    }

    /// This failure, after part of the work was done.
    ///
    /// @param bytes bytes moved before the call failed
    /// @return the answer with both
    public Answer after(long bytes) {
        return bytes == 0 ? this : new Answer(call, bytes + ", then " + result, bytes, error, errno, exception);
    }

    /// Tells whether the call failed.
    ///
    /// @return true if it returned an errno or threw
    public boolean failed() {
        return errno != 0 || exception != null;
    }

    /// The result in one word: the errno's name, the exception, or the value.
    ///
    /// @return `ECONNRESET`, `SocketException: Connection reset`, `1000`
    public String brief() {
        return error != null ? error : result;
    }
}
