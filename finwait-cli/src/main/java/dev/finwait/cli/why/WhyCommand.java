package dev.finwait.cli.why;

import dev.finwait.capture.CaptureTime;
import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.CommandOptions;
import dev.finwait.cli.ExitCode;
import dev.finwait.cli.JsonOption;
import dev.finwait.cli.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// `finwait why FILE...`: why the connections in packet captures were reset.
///
/// The command is described without annotations, because reading them would take most of the time of a small file.
public final class WhyCommand implements Callable<Integer> {
    /// What [dev.finwait.capture.CaptureOptions] wants at least.
    private static final int FEWEST_CONNECTIONS = 64;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("why");
    private final PositionalParamSpec files = PositionalParamSpec.builder()
            .paramLabel("FILE")
            .index("0..*")
            .arity("0..*")
            .type(String[].class)
            .description(
                    "Captures of tcpdump, Wireshark and the like (pcap, pcapng; also gzip, zstd), or - for standard "
                            + "input. Several are read as one, in order of time.")
            .build();
    private final OptionSpec top =
            CommandOptions.option("--top", "N", Integer.class, "Shows so many groups; 10 without it.");
    private final OptionSpec connection = CommandOptions.option(
            "--connection", "A-B", String.class, "Tells one connection packet by packet: ip:port-ip:port.");
    private final OptionSpec all = CommandOptions.flag("--all", "Shows every reset connection, with what was seen.");
    private final OptionSpec since = CommandOptions.option(
            "--since", "TIME", String.class, "Leaves out what was before: 2026-11-28T13:00:00Z, or +90s.");
    private final OptionSpec until =
            CommandOptions.option("--until", "TIME", String.class, "Leaves out what was after.");
    private final OptionSpec host = CommandOptions.option(
            "--host", "ADDRESS", String[].class, "Looks at connections of this address only. May be repeated.");
    private final OptionSpec port = CommandOptions.option(
            "--port", "PORT", Integer[].class, "Looks at connections of this port only. May be repeated.");
    private final OptionSpec html =
            CommandOptions.option("--html", "FILE", Path.class, "Writes a page to keep and to show.");
    private final OptionSpec force = CommandOptions.flag("--force", "Lets --html replace a file.");
    private final OptionSpec trace = CommandOptions.option(
            "--trace",
            "FILE",
            Path.class,
            "Joins what the kernel told at the same time: a file of 'finwait watch --record'.");
    private final OptionSpec failOn = CommandOptions.option(
            "--fail-on",
            "WHAT",
            FailOn.class,
            "Ends with exit status 1 if data was lost (lost) or at any reset (any).");
    private final OptionSpec maxConnections = CommandOptions.option(
            "--max-connections", "N", Integer.class, "Follows so many connections at once; it bounds the memory.");
    private final JsonOption json;

    private WhyCommand() {
        spec.addPositional(files);
        List.of(top, connection, all, since, until, host, port, html, force, trace, failOn, maxConnections)
                .forEach(spec::addOption);
        json = JsonOption.addTo(spec);
        spec.usageMessage()
                .description(
                        "Reads packet captures and says of every reset connection who reset it, why, what was lost, how sure "
                                + "that is, and what to change.")
                .parameterListHeading("%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  tcpdump -i any -s 128 -w f.pcap tcp       records what is needed",
                        "  finwait why f.pcap                        the resets by service and cause",
                        "  finwait why f.pcap --html report.html     the same as a page",
                        "  tcpdump -i any -s 128 -w - tcp | finwait why -",
                        "  finwait why f.pcap --json --fail-on lost  for scripts and CI");
    }

    /// Makes the command.
    ///
    /// @return its specification, to be added to the `finwait` command
    public static CommandSpec command() {
        return new WhyCommand().spec;
    }

    /// Reads, judges and shows.
    ///
    /// @return 0, or 1 where `--fail-on` asks for it
    /// @throws IOException if a capture cannot be read, or the page not be written
    /// @throws CommandFailure if an option makes no sense
    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        boolean asked = new WhyRun(options(), line.getOut(), line.getErr(), Terminal.detect()).run();
        return asked ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    private WhyOptions options() {
        String[] inputs = files.getValue();
        if (inputs == null || inputs.length == 0) {
            throw usage("nothing to read: name a capture, or - for standard input");
        }
        WhyOptions options = new WhyOptions(
                List.of(inputs),
                atLeast(1, top),
                connection.getValue() == null ? null : ConnectionName.parse(connection.getValue()),
                CommandOptions.isGiven(all),
                time(since),
                time(until),
                hosts(),
                CommandOptions.ports(spec.commandLine(), port),
                json.isGiven(),
                html.getValue(),
                CommandOptions.isGiven(force),
                failOn.getValue(),
                trace.getValue(),
                atLeast(FEWEST_CONNECTIONS, maxConnections));
        if (options.connection() != null && (options.all() || options.html() != null)) {
            throw usage("--connection shows one connection: it goes neither with --all nor with --html");
        }
        if (options.force() && options.html() == null) {
            throw usage("--force is for --html only");
        }
        return options;
    }

    private @Nullable Integer atLeast(int least, OptionSpec option) {
        Integer value = option.getValue();
        if (value != null && value < least) {
            throw usage(option.longestName() + " wants a number of " + least + " or more, not " + value);
        }
        return value;
    }

    private static @Nullable CaptureTime time(OptionSpec option) {
        String text = option.getValue();
        return text == null ? null : TimeName.parse(text);
    }

    private Set<InetAddress> hosts() {
        Set<InetAddress> hosts = new LinkedHashSet<>();
        String[] given = host.getValue();
        for (String text : given == null ? new String[0] : given) {
            try {
                hosts.add(InetAddress.ofLiteral(text));
            } catch (IllegalArgumentException e) {
                throw usage("'" + text + "' is no IP address; names are not looked up, so give --host an address");
            }
        }
        return hosts;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
