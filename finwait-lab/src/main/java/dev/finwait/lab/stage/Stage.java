package dev.finwait.lab.stage;

import dev.finwait.lab.script.StagingException;
import java.io.IOException;

/// How the connection of a scenario comes about.
@FunctionalInterface
public interface Stage {
    /// Opens a connection on 127.0.0.1 and a port that the kernel chooses.
    ///
    /// @param peer what plays the peer
    /// @return both ends
    /// @throws IOException if the sockets cannot be had
    /// @throws StagingException if the situation does not come about
    Pair open(PeerKind peer) throws IOException, StagingException;

    /// Tells whether a Java socket can play the peer here.
    ///
    /// @return true unless said otherwise
    default boolean suitsJavaPeer() {
        return true;
    }

    /// Tells whether a process is started. Until it runs a program of its own, a new process holds a copy of every
    /// descriptor, so that a close elsewhere is not the last one and returns at once.
    ///
    /// @return false unless said otherwise
    default boolean startsProcess() {
        return false;
    }
}
