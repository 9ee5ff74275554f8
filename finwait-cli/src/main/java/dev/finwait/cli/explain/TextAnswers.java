package dev.finwait.cli.explain;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import dev.finwait.error.LikelyCauses;
import dev.finwait.error.Operation;
import dev.finwait.error.SocketError;
import java.util.List;

/// Renders answers for people.
final class TextAnswers implements Answer.Reader {
    private final Layout layout;

    TextAnswers(Layout layout) {
        this.layout = layout;
    }

    void print(List<Answer> answers) {
        boolean isFirst = true;
        for (Answer answer : answers) {
            if (!isFirst) {
                layout.emptyLine();
                layout.emptyLine();
            }
            answer.showTo(this);
            isFirst = false;
        }
    }

    @Override
    public void error(Answer.OfError answer) {
        SocketError error = answer.error();
        String title = error.title() + whileDoing(answer.operation());
        if (answer.asked().equalsIgnoreCase(title)) {
            layout.quote(answer.asked());
        } else if (answer.asked().indexOf(':') < 0) {
            layout.headline(answer.asked(), title);
        } else {
            layout.quote(answer.asked());
            layout.strong("That is: " + title);
        }
        layout.emptyLine();
        layout.paragraph(error.meaning());
        if (answer.applicationFrame().isPresent()) {
            section("Where in your code", answer.applicationFrame().get());
        }
        codes(answer);
        if (!error.javaTexts().isEmpty()) {
            layout.heading("In Java");
            error.javaTexts().forEach(layout::paragraph);
        }
        section("Who did it", error.whoDidIt());
        section("What to do", error.whatToDo());
        causes(LikelyCauses.of(error, answer.operation()));
    }

    private static String whileDoing(Operation operation) {
        return switch (operation) {
            case READ -> ", while reading";
            case WRITE -> ", while writing";
            case CONNECT -> ", while connecting";
            case UNKNOWN -> "";
        };
    }

    private void codes(Answer.OfError answer) {
        if (answer.codes().isEmpty()) {
            return;
        }
        layout.heading("On each system");
        int columns = 2
                + answer.codes().stream()
                        .mapToInt(code -> label(code).length())
                        .max()
                        .orElse(0);
        for (ErrorCode code : answer.codes()) {
            layout.entry(label(code), columns, code.text());
        }
        for (ErrorCode other : answer.otherReadings()) {
            layout.paragraph("On " + other.system().title() + ", however, " + other.number() + " is another error: "
                    + other.name() + ", " + other.text() + ".");
        }
    }

    private static String label(ErrorCode code) {
        String system = code.system().title();
        String number = Integer.toString(code.number());
        return system + " ".repeat(Math.max(1, 13 - system.length() - number.length())) + number + " " + code.name();
    }

    private void causes(List<Cause> causes) {
        if (causes.isEmpty()) {
            return;
        }
        layout.heading("Likely causes, likeliest first");
        for (Cause cause : causes) {
            entry(cause, columns(causes));
            layout.detail(cause.explanation());
        }
        layout.hint(
                "More about one of them: finwait explain " + causes.getFirst().id());
    }

    @Override
    public void cause(Cause cause) {
        layout.headline(cause.id(), cause.title());
        layout.emptyLine();
        layout.paragraph(cause.explanation());
        section("Who sends the reset", cause.sentBy());
        section("In the packets", cause.wireEvidence());
        section("In the kernel (Linux)", cause.kernelEvidence());
        section("What the side that resets sees", cause.resettingSideSees());
        section("What the side that is reset sees", cause.receivingSideSees());
        section("What is lost", cause.lost());
        section("What to do", cause.cure());
        layout.hint("Family " + cause.family().id() + ", its idea and its other causes: finwait explain "
                + cause.family().id());
    }

    @Override
    public void family(Family family) {
        layout.headline(family.id(), family.title());
        layout.emptyLine();
        layout.paragraph(family.meaning());
        section("What to do", family.cure());
        layout.heading("Causes");
        List<Cause> causes = Cause.of(family);
        for (Cause cause : causes) {
            entry(cause, columns(causes));
            layout.detail(cause.explanation());
        }
        layout.hint(
                "More about one of them: finwait explain " + causes.getFirst().id());
    }

    /// Everything that can be asked.
    void list() {
        layout.headline("Errors", "numbers and names by system");
        for (SocketError error : SocketError.values()) {
            List<ErrorCode> codes = ErrorCode.ofError(error);
            if (error != SocketError.UNKNOWN && !codes.isEmpty()) {
                layout.heading(error.id() + ": " + error.title());
                codes.forEach(code -> layout.paragraph(label(code)));
            }
        }
        layout.emptyLine();
        layout.headline("Causes", "by family");
        List<Cause> all = List.of(Cause.values());
        for (Family family : Family.values()) {
            layout.heading(family.id() + ": " + family.title());
            Cause.of(family).forEach(cause -> entry(cause, columns(all)));
        }
        layout.hint("More about one of them: finwait explain ECONNRESET, or finwait explain keepalive-race");
    }

    private void entry(Cause cause, int columns) {
        layout.entry(cause.id(), columns, cause.title());
    }

    private static int columns(List<Cause> causes) {
        return 2 + causes.stream().mapToInt(cause -> cause.id().length()).max().orElse(0);
    }

    private void section(String heading, String text) {
        layout.heading(heading);
        layout.paragraph(text);
    }
}
