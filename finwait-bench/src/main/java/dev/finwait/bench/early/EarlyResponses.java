package dev.finwait.bench.early;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Uploads to each server and counts the answers that arrive. Prints a Markdown table; each cell of it goes to a
/// file too, one line of tab-separated values.
@Command(name = "early-responses", mixinStandardHelpOptions = true)
public final class EarlyResponses implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--where", required = true, description = "The place, as results call it.")
    @SuppressWarnings("NullAway.Init")
    private String where;

    @Option(names = "--plan", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init")
    private Plan plan;

    @Option(names = "--cells", required = true, description = "The file that takes the cells; they are appended.")
    @SuppressWarnings("NullAway.Init")
    private Path cellFile;

    @Option(names = "--at-once", defaultValue = "4", description = "Connections to a server at the same time.")
    private int atOnce;

    @Option(names = "--all-servers-at-once", description = "Measure the servers side by side, not one by one.")
    private boolean allServersAtOnce;

    @Parameters(arity = "1..*", converter = Server.Converter.class, paramLabel = "NAME=ADDRESS:PORT")
    @SuppressWarnings("NullAway.Init")
    private List<Server> servers;

    private EarlyResponses() {}

    /// Measures, and ends this process: 0 done, 2 bad usage.
    ///
    /// @param args see `--help`
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), args));
    }

    static int run(PrintWriter out, String... args) {
        return new CommandLine(new EarlyResponses())
                .setOut(out)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        List<Cell> cells = Collections.synchronizedList(new ArrayList<>());
        try (CellFile file = new CellFile(cellFile, where);
                ExecutorService threads = Executors.newFixedThreadPool(allServersAtOnce ? servers.size() : 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (Server server : servers) {
                running.add(threads.submit(() -> measure(server, cells, file)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        // Side by side they end in any order.
        List<Cell> inOrder = servers.stream()
                .flatMap(server -> cells.stream().filter(cell -> cell.server().equals(server.name())))
                .toList();
        spec.commandLine().getOut().println(Summary.of(inOrder));
        return 0;
    }

    private Integer measure(Server server, List<Cell> cells, CellFile file) throws InterruptedException {
        for (Plan.Series series : plan.series()) {
            Upload upload = series.upload();
            Tally tally = Trials.run(series.runs(), atOnce, () -> RawClient.exchange(server.address(), upload));
            Cell cell = new Cell(
                    server.name(),
                    "raw",
                    upload.megabytes(),
                    upload.answer(),
                    upload.order().toString(),
                    tally);
            cells.add(cell);
            file.add(cell);
        }
        return cells.size();
    }
}
