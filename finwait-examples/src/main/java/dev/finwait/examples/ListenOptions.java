package dev.finwait.examples;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options that say where a server listens.
public final class ListenOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            required = true,
            paramLabel = "PORT",
            description = "Where to listen; 0 takes a free one.")
    private int port;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Listen on this address only. Default: on all.")
    private @Nullable InetAddress address;

    ListenOptions() {}

    /// Where to listen.
    ///
    /// @return the address and port
    /// @throws ParameterException if the port is none
    public InetSocketAddress socketAddress() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is no port; use 0 to " + HIGHEST_PORT);
        }
        return new InetSocketAddress(address, port);
    }
}
