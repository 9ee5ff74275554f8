package dev.finwait.bench.restart;

import dev.finwait.server.StopReport;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Restarts a server under load, each successor bound before its predecessor stops, and counts what clients
/// meet, with a plain and with a graceful stop in one run.
@Command(
        name = "rolling-restart",
        mixinStandardHelpOptions = true,
        description = "Counts the resets that clients meet while a server is restarted on its port.")
public final class RollingRestart implements Callable<Integer> {
    @Option(names = "--connections", defaultValue = "10000", description = "Per run (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--restarts", defaultValue = "10", description = "Per run (default: ${DEFAULT-VALUE}).")
    private int restarts;

    @Option(names = "--clients", defaultValue = "32", description = "At a time (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--rounds", defaultValue = "1", description = "Runs of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds;

    private RollingRestart() {}

    /// Runs the benchmark.
    ///
    /// @param args see `--help`
    public static void main(String... args) {
        System.exit(new CommandLine(new RollingRestart()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Stop stop : Stop.values()) {
                System.out.println(stop.name().toLowerCase(Locale.ROOT) + ": " + run(stop));
            }
        }
        return 0;
    }

    private Tally run(Stop stop) throws IOException, InterruptedException {
        Server server = Server.start(stop, 0);
        Clients load = Clients.start(clients, server.port(), connections);
        for (int restart = 1; restart <= restarts; restart++) {
            load.awaitBegun(restart * connections / (restarts + 1));
            Server successor = Server.start(stop, server.port());
            server.stop().map(RollingRestart::line).ifPresent(System.out::println);
            server = successor;
        }
        Tally tally = load.join();
        server.stop();
        return tally;
    }

    private static String line(StopReport report) {
        return String.format(
                Locale.ROOT,
                "  stopped by %s in %d ms, %d accepted meanwhile, %d left in the queue, clean %s",
                report.method(),
                report.elapsed().toMillis(),
                report.acceptedWhileStopping(),
                report.leftInQueue().orElse(-1),
                report.isClean());
    }
}
