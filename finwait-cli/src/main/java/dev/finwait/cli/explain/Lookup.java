package dev.finwait.cli.explain;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import dev.finwait.error.ErrorReading;
import dev.finwait.error.Operation;
import dev.finwait.error.SocketError;
import dev.finwait.error.TraceReading;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the answers to a question: an id, a number, a name or a text.
final class Lookup {
    private Lookup() {}

    /// Looks for what was asked.
    ///
    /// @return the answers, several only for a number that means different errors on different systems; empty when
    ///     nothing is known
    static List<Answer> find(String asked) {
        String what = asked.strip();
        Optional<Answer> byId = byId(what.toLowerCase(Locale.ROOT));
        if (byId.isPresent()) {
            return List.of(byId.get());
        }
        Optional<Integer> number = number(what);
        if (number.isPresent()) {
            return ofCodes(what, ErrorCode.ofNumber(number.get()));
        }
        List<ErrorCode> named = ErrorCode.ofName(what);
        return named.isEmpty() ? ofText(what) : ofCodes(what.toUpperCase(Locale.ROOT), named);
    }

    /// Looks for an error in a stack trace or log.
    static Optional<Answer> inTrace(String text) {
        return TraceReading.of(text).map(found -> ofReading(found.reading(), found.applicationFrame()));
    }

    /// Everything that can be asked by name, as it is written.
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (ErrorCode code : ErrorCode.all()) {
            names.add(code.name());
        }
        for (Cause cause : Cause.values()) {
            names.add(cause.id());
        }
        for (Family family : Family.values()) {
            names.add(family.id());
        }
        for (SocketError error : SocketError.values()) {
            names.add(error.id());
        }
        return names;
    }

    private static Optional<Answer> byId(String id) {
        Optional<Cause> cause = Cause.byId(id);
        if (cause.isPresent()) {
            return Optional.of(new Answer.OfCause(cause.get()));
        }
        Optional<Family> family = Family.byId(id);
        if (family.isPresent()) {
            return Optional.of(new Answer.OfFamily(family.get()));
        }
        return SocketError.byId(id)
                .map(error -> new Answer.OfError(
                        id, error, Operation.UNKNOWN, ErrorCode.ofError(error), List.of(), Optional.empty()));
    }

    private static Optional<Integer> number(String what) {
        try {
            return Optional.of(Integer.parseInt(what));
        } catch (NumberFormatException ignore) {
            return Optional.empty();
        }
    }

    /// One answer for each meaning that is one of sockets; without any, one that says so.
    private static List<Answer> ofCodes(String asked, List<ErrorCode> readings) {
        List<Answer> answers = new ArrayList<>();
        Set<SocketError> meanings = new LinkedHashSet<>();
        for (ErrorCode code : readings) {
            if (code.error() != SocketError.UNKNOWN && meanings.add(code.error())) {
                answers.add(ofCode(asked, code, readings));
            }
        }
        if (answers.isEmpty() && !readings.isEmpty()) {
            answers.add(new Answer.OfError(
                    asked, SocketError.UNKNOWN, Operation.UNKNOWN, readings, List.of(), Optional.empty()));
        }
        return answers;
    }

    private static Answer ofCode(String asked, ErrorCode code, List<ErrorCode> readings) {
        List<ErrorCode> others =
                readings.stream().filter(other -> other.error() != code.error()).toList();
        String headline = asked.equals(code.name()) ? asked : code.number() + " " + code.name();
        return new Answer.OfError(
                headline, code.error(), Operation.UNKNOWN, code.counterparts(), others, Optional.empty());
    }

    private static List<Answer> ofText(String text) {
        ErrorReading reading = ErrorReading.ofText(text);
        return reading.error() == SocketError.UNKNOWN ? List.of() : List.of(ofReading(reading, Optional.empty()));
    }

    private static Answer ofReading(ErrorReading reading, Optional<String> frame) {
        return new Answer.OfError(
                reading.evidence(),
                reading.error(),
                reading.operation(),
                ErrorCode.ofError(reading.error()),
                List.of(),
                frame);
    }
}
