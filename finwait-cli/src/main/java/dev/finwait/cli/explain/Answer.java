package dev.finwait.cli.explain;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import dev.finwait.error.Operation;
import dev.finwait.error.SocketError;
import java.util.List;
import java.util.Optional;

/// What there is to say about one thing that was asked.
sealed interface Answer {
    /// Hands this answer to the right method. (A pattern switch would do, but bootstrapping one takes a third of the
    /// command's running time.)
    void showTo(Reader reader);

    /// Who gets an answer.
    interface Reader {
        void error(OfError answer);

        void cause(Cause cause);

        void family(Family family);
    }

    /// A socket error.
    ///
    /// @param asked what was recognised, for the headline
    /// @param error the meaning
    /// @param operation what the program was doing
    /// @param codes the numbers that stand for it
    /// @param otherReadings what the number that was asked means where it is another error
    /// @param applicationFrame the first frame of the application in a stack trace
    record OfError(
            String asked,
            SocketError error,
            Operation operation,
            List<ErrorCode> codes,
            List<ErrorCode> otherReadings,
            Optional<String> applicationFrame)
            implements Answer {
        @Override
        public void showTo(Reader reader) {
            reader.error(this);
        }
    }

    /// A cause of the catalogue.
    record OfCause(Cause cause) implements Answer {
        @Override
        public void showTo(Reader reader) {
            reader.cause(cause);
        }
    }

    /// A family of causes.
    record OfFamily(Family family) implements Answer {
        @Override
        public void showTo(Reader reader) {
            reader.family(family);
        }
    }
}
