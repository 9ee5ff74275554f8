package dev.finwait.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a stack trace or log says, given as text.
///
/// Exception headers are found wherever they stand in a line, so that the prefixes of log lines do no harm. Of one
/// trace the deepest header that is recognised counts, by the rules of [ErrorReading]; of several traces the first in
/// which anything is recognised. Text without any header is read line by line.
///
/// @param reading the error
/// @param applicationFrame the first frame outside the JDK and well-known network libraries, without `at`, looked for
///     from the recognised exception outwards
public record TraceReading(ErrorReading reading, Optional<String> applicationFrame) {
    /// Reads a text.
    ///
    /// @param text a stack trace, a log or a part of it, lines ended by `\n` or `\r\n`
    /// @return the first error in it that is recognised, or empty
    public static Optional<TraceReading> of(String text) {
        List<TraceSection> trace = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            Optional<TraceSection> section = TraceSection.startingAt(line);
            if (section.isPresent()) {
                if (!section.get().isPartOfTrace() && !trace.isEmpty()) {
                    Optional<TraceReading> found = read(trace);
                    if (found.isPresent()) {
                        return found;
                    }
                    trace.clear();
                }
                trace.add(section.get().after(trace));
            } else if (!trace.isEmpty()) {
                trace.get(trace.size() - 1).addFrame(line);
            }
        }
        Optional<TraceReading> found = read(trace);
        return found.isPresent() ? found : readLines(lines);
    }

    private static Optional<TraceReading> read(List<TraceSection> trace) {
        int deepest = -1;
        ErrorReading best = new ErrorReading(SocketError.UNKNOWN, Operation.UNKNOWN, "");
        for (int i = 0; i < trace.size(); i++) {
            // A suppressed exception counts only where nothing else does.
            if (!trace.get(i).isSuppressed() || best.error() == SocketError.UNKNOWN) {
                ErrorReading one = trace.get(i).read();
                if (best.givesWayTo(one)) {
                    best = one;
                    deepest = i;
                }
            }
        }
        return deepest < 0 ? Optional.empty() : Optional.of(new TraceReading(best, applicationFrame(trace, deepest)));
    }

    private static Optional<String> applicationFrame(List<TraceSection> trace, int deepest) {
        for (int i = deepest; i >= 0; i--) {
            Optional<String> frame = trace.get(i).applicationFrame();
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    private static Optional<TraceReading> readLines(List<String> lines) {
        for (String line : lines) {
            Recognition found = Texts.recognize(line, false);
            if (found.error() != SocketError.UNKNOWN) {
                return Optional.of(new TraceReading(
                        new ErrorReading(found.error(), found.operation(), line.strip()), Optional.empty()));
            }
        }
        return Optional.empty();
    }
}
