package dev.finwait.bench.early;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lets real clients upload to each server. Prints a Markdown table of the share of full answers.
@Command(name = "real-clients", mixinStandardHelpOptions = true)
public final class RealClients implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--client", required = true, converter = RealClient.Converter.class, paramLabel = "NAME=COMMAND")
    @SuppressWarnings("NullAway.Init")
    private List<RealClient> clients;

    @Option(names = "--runs", defaultValue = "15", description = "Uploads of each client for each answer.")
    private int runs;

    @Option(names = "--megabytes", defaultValue = "10", description = "The length of an upload.")
    private int megabytes;

    @Option(names = "--where", required = true, description = "The place, as results call it.")
    @SuppressWarnings("NullAway.Init")
    private String where;

    @Option(names = "--cells", required = true, description = "The file that takes the cells; they are appended.")
    @SuppressWarnings("NullAway.Init")
    private Path cells;

    @Parameters(arity = "1..*", converter = Server.Converter.class, paramLabel = "NAME=ADDRESS:PORT")
    @SuppressWarnings("NullAway.Init")
    private List<Server> servers;

    private RealClients() {}

    /// Measures, and ends this process: 0 done, 2 bad usage.
    ///
    /// @param args see `--help`
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), args));
    }

    static int run(PrintWriter out, String... args) {
        return new CommandLine(new RealClients()).setOut(out).execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(clients.stream()
                .map(client -> client.name() + " 200 B | 2 MiB")
                .collect(Collectors.joining(" | ", "| server | ", " |")));
        out.println("|---" + "|---|---".repeat(clients.size()) + "|");
        try (CellFile file = new CellFile(cells, where)) {
            for (Server server : servers) {
                out.println(row(server, file));
            }
        }
        out.println();
        return 0;
    }

    private String row(Server server, CellFile file) throws IOException, InterruptedException {
        StringBuilder row = new StringBuilder("| " + server.name() + " |");
        for (RealClient client : clients) {
            for (Answer answer : Answer.values()) {
                Tally tally = client.upload(server, answer, megabytes, runs);
                Cell cell = new Cell(server.name(), client.name(), megabytes, answer, "-", tally);
                file.add(cell);
                row.append(' ')
                        .append(Summary.percent(List.of(cell), any -> true, Tally::full))
                        .append(" |");
            }
        }
        return row.toString();
    }
}
