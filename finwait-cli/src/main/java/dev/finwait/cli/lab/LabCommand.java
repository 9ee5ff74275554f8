package dev.finwait.cli.lab;

import dev.finwait.cause.Family;
import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.ExitCode;
import dev.finwait.cli.JsonOption;
import dev.finwait.cli.Terminal;
import dev.finwait.lab.Lab;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.scenario.Scenario;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `finwait lab`: stages endings of TCP connections on this machine and shows what each side got.
@Command(
        name = "lab",
        description = {
            "Stages every ending of a TCP connection on real sockets of this machine, and shows what each side got.",
            "Uses one loopback address and takes a few seconds. As root it also shows the packets and the kernel's own "
                    + "reason for each reset."
        },
        footer = {
            "",
            "Exit status: 1 if something was seen that should not be on this kernel.",
            "",
            "Examples:",
            "  finwait lab                                       everything, grouped by common claims",
            "  finwait lab read-after-close-with-unread --show   the story of one scenario, call by call",
            "  finwait lab --family abort --json                 for scripts"
        })
public final class LabCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Runs only these scenarios.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            arity = "1..*",
            description = "Runs only these scenarios: the same as naming them.")
    private List<String> more = new ArrayList<>();

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description = "Runs only the scenarios of one family of causes, or 'orderly'.")
    private @Nullable String family;

    @Option(names = "--list", description = "Lists the scenarios and runs nothing.")
    private boolean list;

    @Option(names = "--show", description = "Shows the story of one scenario: calls and packets in the order of time.")
    private boolean show;

    @Option(names = "--markdown", description = "Prints Markdown, as in docs/truth-table.md.")
    private boolean markdown;

    @Mixin
    private JsonOption json = new JsonOption();

    /// Makes the command.
    public LabCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<Scenario> chosen = chosen();
        PrintWriter out = commandSpec().commandLine().getOut();
        Terminal terminal = Terminal.detect();
        if (list) {
            ScenarioList.print(chosen, out, terminal);
            return ExitCode.DONE;
        }
        if (show && chosen.size() != 1) {
            throw usage("--show tells the story of one scenario: name it");
        }
        if (markdown && json.isGiven()) {
            throw usage("--markdown and --json exclude each other");
        }
        Lab.Report report = run(chosen, terminal);
        report.notes().forEach(note -> err().println("note: " + note));
        print(report, out, terminal);
        return verdict(report);
    }

    private void print(Lab.Report report, PrintWriter out, Terminal terminal) {
        if (json.isGiven()) {
            LabJson.print(report, out);
            skippedOrBroken(report).forEach(err()::println);
        } else if (show) {
            Ladder.print(report.results().getFirst(), out, terminal);
        } else if (markdown) {
            LabMarkdown.print(report, out);
        } else {
            new LabTable(out, terminal).print(report);
        }
    }

    private Lab.Report run(List<Scenario> chosen, Terminal terminal) throws InterruptedException {
        PrintWriter err = err();
        IntConsumer progress = ended -> {};
        if (terminal.interactive()) {
            progress = ended -> {
                err.print("\r" + ended + " of " + chosen.size() + " scenarios ");
                err.flush();
            };
        }
        try {
            return Lab.run(chosen, progress);
        } catch (UnsupportedOperationException e) {
            throw CommandFailure.cannotRun("the lab cannot run here: " + e.getMessage());
        } finally {
            if (terminal.interactive()) {
                err.print("\r                                \r");
                err.flush();
            }
        }
    }

    /// What differs goes to standard error too, so that it is seen whatever standard output is used for.
    private int verdict(Lab.Report report) {
        boolean asExpected = true;
        for (Result result : report.results()) {
            switch (result) {
                case Observation seen
                when !seen.differences().isEmpty() -> {
                    asExpected = false;
                    err().println("differs: " + seen.scenario().id() + ": " + String.join("; ", seen.differences()));
                }
                case Result.Broken _ -> asExpected = false;
                default -> {}
            }
        }
        return asExpected ? ExitCode.DONE : ExitCode.FINDINGS;
    }

    private static Stream<String> skippedOrBroken(Lab.Report report) {
        return report.results().stream().flatMap(result -> switch (result) {
            case Observation _ -> Stream.empty();
            case Result.Skipped skipped ->
                Stream.of("note: " + skipped.scenario().id() + " is skipped: " + skipped.why());
            case Result.Broken broken ->
                Stream.of("differs: " + broken.scenario().id() + " could not be staged: " + broken.why());
        });
    }

    private List<Scenario> chosen() {
        List<Scenario> all = Lab.scenarios();
        List<String> names =
                Stream.concat(ids.stream(), more.stream()).distinct().toList();
        List<String> known = all.stream().map(Scenario::id).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw CommandFailure.unknown("scenario", name, known, "finwait lab --list");
            }
        }
        requireFamily();
        List<Scenario> chosen = all.stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.id()))
                .filter(scenario -> family == null || scenario.family().equals(family))
                .toList();
        if (chosen.isEmpty()) {
            throw usage("no scenario fits: none of those named is of family '" + family + "', or it has none");
        }
        return chosen;
    }

    private void requireFamily() {
        List<String> families = Stream.concat(Stream.of(Family.values()).map(Family::id), Stream.of(Scenario.ORDERLY))
                .toList();
        if (family != null && !families.contains(family)) {
            throw CommandFailure.unknown("family", family, families, "finwait explain --list");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }

    private PrintWriter err() {
        return commandSpec().commandLine().getErr();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        return spec;
    }
}
