package dev.finwait.cli.watch;

import dev.finwait.cause.Cause;
import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.CommandOptions;
import dev.finwait.cli.DurationName;
import dev.finwait.cli.ExitCode;
import dev.finwait.cli.JsonOption;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.watch.WatchRequest.View;
import dev.finwait.export.prometheus.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `finwait watch`: why connections of this host are reset, as it happens.
///
/// The command is described without annotations, because reading them would delay its start.
public final class WatchCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("watch");
    private final OptionSpec top = CommandOptions.flag("--top", "Shows a table by service and cause instead of lines.");
    private final OptionSpec record = CommandOptions.option(
            "--record", "FILE", Path.class, "Keeps what the kernel told in a new file, for 'why --trace'.");
    private final OptionSpec prometheus = OptionSpec.builder("--prometheus")
            .paramLabel("ADDR")
            .type(String.class)
            .arity("0..1")
            .fallbackValue("")
            .description("Lets Prometheus ask for counters, at " + ListenAddress.DEFAULT + " or where you say.")
            .build();
    private final OptionSpec port = CommandOptions.option(
            "--port", "PORT", Integer[].class, "Only connections with this port. May be repeated.");
    private final OptionSpec process = CommandOptions.option(
            "--process", "NAME", String[].class, "Only those a process of this name or number had to do with.");
    private final OptionSpec container =
            CommandOptions.option("--container", "ID", String[].class, "Only those of a container whose id begins so.");
    private final OptionSpec direction = CommandOptions.option(
            "--direction", "WAY", Direction.class, "Only resets that this host sent, or received.");
    private final OptionSpec cause =
            CommandOptions.option("--cause", "CAUSE", String[].class, "Only resets for this cause. May be repeated.");
    private final OptionSpec duration =
            CommandOptions.option("--duration", "TIME", String.class, "Ends after this time: 30s, 10m, 1h30m.");
    private final OptionSpec count =
            CommandOptions.option("--count", "N", Long.class, "Ends after so many reset connections.");
    private final OptionSpec maxConnections = CommandOptions.option(
            "--max-connections", "N", Integer.class, "Remembers so many connections; it bounds the memory.");
    private final JsonOption json;

    private WatchCommand() {
        List.of(top, record, prometheus, port, process, container, direction, cause, duration, count, maxConnections)
                .forEach(spec::addOption);
        json = JsonOption.addTo(spec);
        spec.usageMessage()
                .description(
                        "Says of every connection of this host that is reset, as it happens, which process did it, "
                                + "why, and what was lost. Needs root.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  finwait watch                             a line for each incident",
                        "  finwait watch --top                       a table by service and cause",
                        "  finwait watch --process nginx --direction sent",
                        "  finwait watch --json --duration 10m       for scripts",
                        "  finwait watch --record trace.jsonl        and then, with packets of the same time,",
                        "  finwait why f.pcap --trace trace.jsonl");
    }

    /// Makes the command.
    ///
    /// @return its specification, to be added to the `finwait` command
    public static CommandSpec command() {
        return new WatchCommand().spec;
    }

    /// Watches until it shall end.
    ///
    /// @return 0
    /// @throws IOException if what the user asked for cannot be written, or the kernel tells
    ///     nothing more
    /// @throws CommandFailure if an option makes no sense, or rights are missing
    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        Terminal terminal = Terminal.detect();
        WatchRequest request = request(terminal);
        if (request.record() != null) {
            RecordSink.check(request.record());
        }
        new WatchRun(request, line.getOut(), line.getErr(), terminal).run();
        return ExitCode.DONE;
    }

    private WatchRequest request(Terminal terminal) {
        VerdictFilter filter = new VerdictFilter(
                CommandOptions.ports(spec.commandLine(), port),
                names(process),
                names(container),
                direction.getValue(),
                causes());
        return new WatchRequest(
                view(terminal),
                filter,
                record.getValue(),
                address(),
                time(),
                atLeastOne(count, Long.class),
                atLeastOne(maxConnections, Integer.class));
    }

    private View view(Terminal terminal) {
        boolean table = Boolean.TRUE.equals(top.getValue());
        if (table && json.isGiven()) {
            throw usage("--top is for people, --json for programs: take one of them");
        }
        if (table && !terminal.screen()) {
            throw usage("--top draws on a terminal: leave it out, or take --json");
        }
        return table ? View.TOP : json.isGiven() ? View.JSON : View.LINES;
    }

    private <N extends Number> @Nullable N atLeastOne(OptionSpec option, Class<N> type) {
        Object given = option.getValue();
        N value = type.cast(given);
        if (value != null && value.longValue() < 1) {
            throw usage(option.longestName() + " wants a number of 1 or more, not " + value);
        }
        return value;
    }

    private @Nullable ListenAddress address() {
        String text = prometheus.getValue();
        if (text == null) {
            return null;
        }
        try {
            return text.isEmpty() ? ListenAddress.DEFAULT : ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Duration time() {
        String text = duration.getValue();
        if (text == null) {
            return null;
        }
        return DurationName.parse(text)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> usage("'" + text + "' is no duration: write 30s, 10m or 1h30m"));
    }

    private static Set<String> names(OptionSpec option) {
        String[] given = option.getValue();
        return given == null ? Set.of() : new LinkedHashSet<>(List.of(given));
    }

    private Set<Cause> causes() {
        Set<Cause> causes = new LinkedHashSet<>();
        for (String id : names(cause)) {
            causes.add(Arrays.stream(Cause.values())
                    .filter(known -> known.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> CommandFailure.unknown(
                            "cause",
                            id,
                            Arrays.stream(Cause.values()).map(Cause::id).toList(),
                            "finwait explain --list")));
        }
        return causes;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
