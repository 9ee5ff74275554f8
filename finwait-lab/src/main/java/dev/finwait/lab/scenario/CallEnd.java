package dev.finwait.lab.scenario;

import dev.finwait.lab.story.Answer;
import org.jspecify.annotations.Nullable;

/// How a read or a write ended.
public enum CallEnd {
    /// No such call was made.
    NONE("none"),
    /// The call moved bytes.
    OK("ok"),
    /// End-of-stream: 0.
    EOF("eof"),
    /// ECONNRESET.
    RESET("reset"),
    /// EPIPE.
    PIPE("pipe"),
    /// ECONNREFUSED.
    REFUSED("refused"),
    /// ECONNABORTED.
    ABORTED("aborted"),
    /// ETIMEDOUT, or the caller's own time limit (EAGAIN).
    TIMEOUT("timeout"),
    /// EBADF: the caller's own descriptor is closed.
    CLOSED("closed"),
    /// ENOTCONN.
    NOT_CONNECTED("not-connected"),
    /// Any other failure; the errno tells.
    FAILED("failed");

    private final String word;

    CallEnd(String word) {
        this.word = word;
    }

    /// The ending as a word; part of the JSON contract.
    ///
    /// @return lower case
    public String word() {
        return word;
    }

    /// How a read ended.
    ///
    /// @param answer what it gave, null if none was made
    /// @return the ending
    public static CallEnd ofRead(@Nullable Answer answer) {
        if (answer == null) {
            return NONE;
        }
        if (answer.failed()) {
            return ofFailure(answer);
        }
        return answer.count() == 0 ? EOF : OK;
    }

    /// How a side's writes ended.
    ///
    /// @param wrote whether any was made
    /// @param failure the first that failed, null if none did
    /// @return the ending
    public static CallEnd ofWrites(boolean wrote, @Nullable Answer failure) {
        if (failure != null) {
            return ofFailure(failure);
        }
        return wrote ? OK : NONE;
    }

    private static CallEnd ofFailure(Answer answer) {
        return switch (answer.error()) {
            case "ECONNRESET" -> RESET;
            case "EPIPE" -> PIPE;
            case "ECONNREFUSED" -> REFUSED;
            case "ECONNABORTED" -> ABORTED;
            case "ETIMEDOUT", "EAGAIN" -> TIMEOUT;
            case "EBADF" -> CLOSED;
            case "ENOTCONN" -> NOT_CONNECTED;
            case null, default -> FAILED;
        };
    }
}
