package dev.finwait.examples.relay;

import dev.finwait.examples.HostAndPort;
import dev.finwait.examples.ListenOptions;
import dev.finwait.examples.Log;
import dev.finwait.examples.Running;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `relay`: connects clients to a server and passes on how each side ends.
@Command(
        name = "relay",
        description = "Connects every client to one server, and passes a half-close on as a half-close, a reset as a"
                + " reset.")
public final class RelayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListenOptions listen;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "HOST:PORT",
            converter = HostAndPort.class,
            description = "The server.")
    @SuppressWarnings("NullAway.Init")
    private InetSocketAddress target;

    /// Made by the command line.
    public RelayCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Log log = new Log(spec.commandLine().getOut());
        RelayServer server = new RelayServer(listen.socketAddress(), target, log);
        Running.untilTerminated(server, server.port(), log);
        return 0;
    }
}
