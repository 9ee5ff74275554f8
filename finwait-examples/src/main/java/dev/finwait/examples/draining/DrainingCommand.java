package dev.finwait.examples.draining;

import dev.finwait.examples.ListenOptions;
import dev.finwait.examples.Log;
import dev.finwait.server.StopBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `draining-server`: sends lines back, and on SIGTERM ends without resetting anybody.
@Command(
        name = "draining-server",
        description = "Sends each line back. On SIGTERM it takes no more clients, serves those who are connected or"
                + " wait to be accepted, and ends.")
public final class DrainingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListenOptions listen;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long clients may go on after SIGTERM. Default: ${DEFAULT-VALUE}.")
    private int drainSeconds;

    /// Made by the command line.
    public DrainingCommand() {}

    @Override
    public Integer call() throws IOException {
        if (drainSeconds < 0) {
            throw new ParameterException(spec.commandLine(), "--drain is negative; use 0 or more seconds");
        }
        Log log = new Log(spec.commandLine().getOut());
        DrainingServer server = new DrainingServer(listen.socketAddress());
        StopBudget budget = StopBudget.DEFAULT.withServing(Duration.ofSeconds(drainSeconds));
        server.stopAtExit(budget, report -> log.line("stopped: " + report));
        log.line("listening on port " + server.port());
        server.serve();
        return 0;
    }
}
