package dev.finwait.cli.explain;

import dev.finwait.cli.JsonOption;
import dev.finwait.cli.NearestMatch;
import dev.finwait.cli.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.ParserSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `finwait explain WHAT`: what an error number, a name, an exception text, a stack trace or a cause means.
///
/// The command is described without annotations, because reading them would take most of its running time.
public final class ExplainCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    /// Longer lines are hard to read.
    private static final int MOST_COLUMNS = 120;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("explain");
    private final OptionSpec list = OptionSpec.builder("--list")
            .type(boolean.class)
            .initialValue(false)
            .description("Lists all error numbers and names, and all causes.")
            .build();
    private final JsonOption json;
    private final PositionalParamSpec what = PositionalParamSpec.builder()
            .paramLabel("WHAT")
            .index("0..*")
            .arity("0..1")
            .type(String[].class)
            .description(
                    "An error number (104, 10054, -104), a name (ECONNRESET), the text of an exception, a cause or "
                            + "family (keepalive-race, late), or - for a stack trace on standard input.")
            .build();
    private final int columns;
    private final Supplier<StandardInput> input;

    private ExplainCommand(int columns, Supplier<StandardInput> input) {
        this.columns = Math.min(columns, MOST_COLUMNS);
        this.input = input;
        // Otherwise -104 would be an unknown option.
        spec.parser(new ParserSpec().unmatchedOptionsArePositionalParams(true));
        spec.addPositional(what).addOption(list);
        json = JsonOption.addTo(spec);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        spec.usageMessage()
                .description("Says what a socket error means on each system, who did it, its likely causes and their "
                        + "cures.")
                .parameterListHeading("%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  finwait explain 104",
                        "  finwait explain \"Connection reset by peer\"",
                        "  finwait explain keepalive-race",
                        "  finwait explain - < error.log");
    }

    /// Makes the command.
    ///
    /// @return its specification, to be added to the `finwait` command
    public static CommandSpec command() {
        return command(Terminal.detect().columns(), StandardInput::ofProcess);
    }

    static CommandSpec command(int columns, Supplier<StandardInput> input) {
        return new ExplainCommand(columns, input).spec;
    }

    /// Explains what was asked.
    ///
    /// @return 0
    /// @throws IOException if standard input cannot be read
    /// @throws ParameterException if nothing is known about what was asked
    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        String asked = asked();
        if (Boolean.TRUE.equals(list.getValue())) {
            if (!asked.isEmpty()) {
                throw new ParameterException(line, "give either --list or '" + asked + "', not both");
            }
            list(line);
        } else {
            print(line, asked.isEmpty() || asked.equals(STANDARD_INPUT) ? fromInput(asked) : find(asked));
        }
        return CommandLine.ExitCode.OK;
    }

    private String asked() {
        String[] words = what.getValue();
        if (words == null) {
            return "";
        }
        for (String word : words) {
            if (word.startsWith("-") && !word.equals(STANDARD_INPUT) && !isNumber(word.substring(1))) {
                throw new UnmatchedArgumentException(spec.commandLine(), List.of(word));
            }
        }
        return String.join(" ", words).strip();
    }

    private void list(CommandLine line) {
        if (json.isGiven()) {
            new JsonAnswers(line.getOut()).list();
        } else {
            new TextAnswers(layout(line)).list();
        }
    }

    private void print(CommandLine line, List<Answer> answers) {
        if (json.isGiven()) {
            new JsonAnswers(line.getOut()).print(answers);
        } else {
            new TextAnswers(layout(line)).print(answers);
        }
    }

    private Layout layout(CommandLine line) {
        return new Layout(line.getOut(), line.getColorScheme().ansi(), columns);
    }

    private List<Answer> find(String asked) {
        List<Answer> answers = Lookup.find(asked);
        if (answers.isEmpty()) {
            Optional<String> nearest =
                    isNumber(asked) || asked.contains(" ") ? Optional.empty() : NearestMatch.of(asked, Lookup.names());
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing is known about '" + asked + "'"
                            + nearest.map(name -> " (did you mean '" + name + "'?)")
                                    .orElse("")
                            + "; 'finwait explain --list' shows what is");
        }
        return answers;
    }

    private List<Answer> fromInput(String asked) throws IOException {
        StandardInput source = input.get();
        if (asked.isEmpty() && source.isTerminal()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing to explain: give an error number, name, text or cause, or pipe a stack trace in");
        }
        String text = source.text();
        Optional<Answer> answer = Lookup.inTrace(text);
        if (answer.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    text.isBlank()
                            ? "standard input is empty: pipe a stack trace in, or give an error number, name or text"
                            : "no socket error is recognised on standard input; give the error's number or text "
                                    + "instead");
        }
        return List.of(answer.get());
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
