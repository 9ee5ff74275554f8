package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.Endpoint;
import dev.finwait.lab.endpoint.ProcessEndpoint;
import dev.finwait.lab.script.StagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process that accepts one connection, does nothing with it, and dies with the lab: its standard
/// input is a pipe from the lab, whose end it waits for.
public final class ChildProcess {
    /// How long the child waits for a lab that may have died.
    private static final int PATIENCE_MILLIS = 20_000;

    private ChildProcess() {}

    /// Starts the process and connects to it.
    ///
    /// @param peer what plays the peer
    /// @return the process and the peer
    /// @throws IOException if the process or the sockets cannot be had
    /// @throws StagingException if the process does not accept
    static Pair accept(PeerKind peer) throws IOException, StagingException {
        Process process = new ProcessBuilder(command(LabAddress.host().getHostAddress()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = said.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new StagingException("the lab's child process did not start");
        }
        InetSocketAddress address = new InetSocketAddress(LabAddress.host(), Integer.parseInt(port));
        Endpoint other = Peers.connect(peer, address, Window.USUAL);
        if (said.readLine() == null) {
            process.destroyForcibly();
            throw new StagingException("the lab's child process did not accept");
        }
        return new Pair(new ProcessEndpoint(process, address, other.local()), other);
    }

    private static List<String> command(String host) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName(),
                host);
    }

    /// Runs in the child.
    ///
    /// @param args the address to listen on
    /// @throws IOException if it cannot listen
    public static void main(String[] args) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName(args[0]))) {
            listener.setSoTimeout(PATIENCE_MILLIS);
            System.out.println(listener.getLocalPort());
            try (Socket accepted = listener.accept()) {
                System.out.println("accepted " + accepted.getPort());
                while (System.in.read() >= 0) {
                    // Only the end of the pipe counts.
                }
            }
        }
    }
}
