package dev.finwait.examples.pooling;

import dev.finwait.examples.HostAndPort;
import dev.finwait.examples.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pooling-client`: sends lines over connections that it keeps.
@Command(
        name = "pooling-client",
        description = "Sends lines, one every --pause milliseconds, and keeps its connection; looks whether the server"
                + " has closed it meanwhile before it is used again. A partner for draining-server.")
public final class PoolingCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostAndPort.class,
            description = "The server.")
    @SuppressWarnings("NullAway.Init")
    private InetSocketAddress server;

    @Option(names = "--lines", defaultValue = "10", description = "How many lines. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(
            names = "--pause",
            defaultValue = "0",
            description = "Milliseconds between them. Default: ${DEFAULT-VALUE}.")
    private int pauseMillis;

    /// Made by the command line.
    public PoolingCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Log log = new Log(spec.commandLine().getOut());
        try (ConnectionPool pool = new ConnectionPool(server, log)) {
            LineClient client = new LineClient(pool);
            for (int i = 1; i <= lines; i++) {
                log.line(client.ask("line " + i));
                Thread.sleep(Math.max(0, pauseMillis));
            }
        }
        return 0;
    }
}
