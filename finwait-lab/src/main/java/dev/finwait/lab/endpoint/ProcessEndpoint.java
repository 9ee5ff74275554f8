package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.net.InetSocketAddress;

/// A process of its own that holds the connection.
public final class ProcessEndpoint extends SilentEndpoint {
    private final Process process;

    /// Takes over a process.
    ///
    /// @param process the process
    /// @param local the address of its socket
    /// @param remote the address of the peer
    public ProcessEndpoint(Process process, InetSocketAddress local, InetSocketAddress remote) {
        super(local, remote);
        this.process = process;
    }

    /// Sends SIGKILL and waits for the end.
    ///
    /// @return the signal's number
    public Answer kill() {
        return JavaCall.answer("kill -9", () -> {
            process.destroyForcibly().waitFor();
            return 0;
        });
    }

    @Override
    public void abandon() {
        process.destroyForcibly();
    }
}
