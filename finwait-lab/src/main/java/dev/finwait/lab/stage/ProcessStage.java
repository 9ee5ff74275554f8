package dev.finwait.lab.stage;

import dev.finwait.lab.script.StagingException;
import java.io.IOException;

/// A connection whose closing side is a process of its own.
final class ProcessStage implements Stage {
    @Override
    public Pair open(PeerKind peer) throws IOException, StagingException {
        return ChildProcess.accept(peer);
    }

    @Override
    public boolean startsProcess() {
        return true;
    }
}
