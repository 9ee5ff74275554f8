package dev.finwait.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One exception of a printed stack trace: its header line and the frames under it. Not safe for several threads.
final class TraceSection {
    private final Kind kind;
    private final int indent;
    private final String className;
    private final String message;
    private final List<String> frames = new ArrayList<>();

    private TraceSection(Kind kind, int indent, String className, String message) {
        this.kind = kind;
        this.indent = indent;
        this.className = className;
        this.message = message;
    }

    /// Finds an exception header in a line: a qualified class name that ends like an exception's, then a colon or the
    /// end of the line.
    static Optional<TraceSection> startingAt(String line) {
        if (isFrame(line.strip())) {
            return Optional.empty();
        }
        int start = 0;
        while (start < line.length()) {
            int end = start;
            while (end < line.length() && isNamePart(line.charAt(end))) {
                end++;
            }
            if (isExceptionName(line, start, end)) {
                String message = end < line.length() ? line.substring(end + 1).strip() : "";
                return Optional.of(
                        new TraceSection(kind(line, start), indent(line), line.substring(start, end), message));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /// This exception as part of a trace: the cause of a suppressed exception, indented like it, is suppressed as well.
    TraceSection after(List<TraceSection> trace) {
        if (kind != Kind.CAUSE || indent == 0 || trace.isEmpty()) {
            return this;
        }
        TraceSection previous = trace.get(trace.size() - 1);
        return previous.isSuppressed() && previous.indent <= indent
                ? new TraceSection(Kind.SUPPRESSED, indent, className, message)
                : this;
    }

    void addFrame(String line) {
        String stripped = line.strip();
        if (isFrame(stripped)) {
            frames.add(withoutModule(stripped.substring(3)));
        }
    }

    /// Tells whether this exception belongs to the trace that the lines before it began.
    boolean isPartOfTrace() {
        return kind != Kind.FIRST;
    }

    boolean isSuppressed() {
        return kind == Kind.SUPPRESSED;
    }

    ErrorReading read() {
        Recognition found = Texts.recognize(message, TypeNames.isInputOutput(className));
        if (found.error() == SocketError.UNKNOWN) {
            found = TypeNames.recognize(className);
        }
        Operation operation = operation();
        return new ErrorReading(
                found.error(),
                operation == Operation.UNKNOWN ? found.operation() : operation,
                message.isEmpty() ? className : className + ": " + message);
    }

    Optional<String> applicationFrame() {
        for (String frame : frames) {
            if (Frames.isApplication(frame)) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    private Operation operation() {
        for (String frame : frames) {
            if (Frames.isApplication(frame)) {
                break;
            }
            int bracket = frame.indexOf('(');
            int dot = Math.max(frame.lastIndexOf('.', bracket), 0);
            Operation operation = Frames.operation(frame.substring(0, dot), frame.substring(dot + 1, bracket));
            if (operation != Operation.UNKNOWN) {
                return operation;
            }
        }
        return Operation.UNKNOWN;
    }

    private static Kind kind(String line, int start) {
        String before = line.substring(0, start);
        if (before.contains("Caused by:")) {
            return Kind.CAUSE;
        }
        return before.contains("Suppressed:") ? Kind.SUPPRESSED : Kind.FIRST;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean isFrame(String stripped) {
        return stripped.startsWith("at ") && stripped.endsWith(")") && stripped.indexOf('(') > 0;
    }

    /// Drops a loader and module in front of a class: `app//`, `java.base/`, `java.base@17.0.1/`.
    private static String withoutModule(String frame) {
        int slash = frame.lastIndexOf('/', frame.indexOf('('));
        return frame.substring(slash + 1);
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '.' || character == '$' || character == '_';
    }

    private static boolean isExceptionName(String line, int start, int end) {
        String name = line.substring(start, end);
        return name.indexOf('.') > 0
                && (name.endsWith("Exception") || name.endsWith("Error") || name.endsWith("Throwable"))
                && (end == line.length()
                        || line.charAt(end) == ':'
                        || line.substring(end).isBlank());
    }

    private enum Kind {
        FIRST,
        CAUSE,
        SUPPRESSED
    }
}
