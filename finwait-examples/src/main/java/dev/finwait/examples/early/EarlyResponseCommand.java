package dev.finwait.examples.early;

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

/// `early-response-server`: answers 413 to every request without reading its body.
@Command(
        name = "early-response-server",
        description = "Answers 413 to every HTTP/1.1 request without reading its body: 200 bytes for a path that ends"
                + " in s, 2 MiB for one that ends in b. Says how each connection ended.")
public final class EarlyResponseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListenOptions listen;

    @Option(
            names = "--close",
            required = true,
            paramLabel = "plain|graceful|pool",
            description = "How to close after the answer.")
    @SuppressWarnings("NullAway.Init")
    private CloseMode close;

    /// Made by the command line.
    public EarlyResponseCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Log log = new Log(spec.commandLine().getOut());
        EarlyServer server = start(listen.socketAddress(), close, log);
        Running.untilTerminated(server, server.port(), log);
        return 0;
    }

    static EarlyServer start(InetSocketAddress address, CloseMode mode, Log log) throws IOException {
        return switch (mode) {
            case PLAIN, GRACEFUL -> new ThreadPerConnectionServer(address, mode, log);
            case POOL -> new PooledServer(address, log);
        };
    }
}
