package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;

/// A reset that was told. Kept for much longer than it waited for that, because retransmissions may draw echoes, and
/// because the connection may live: so it is small.
public final class ToldReset {
    private final Life life;
    private final boolean byClient;
    private final long nanos;
    private final long clientSent;
    private final long serverSent;

    ToldReset(ResetCase told) {
        life = told.count.life;
        byClient = told.reset.fromClient();
        nanos = told.reset.nanos();
        clientSent = told.before.client.sentUpTo();
        serverSent = told.before.server.sentUpTo();
    }

    /// A side acknowledged more than before.
    ///
    /// @param bySide whether the client
    /// @param live the connection, which took it
    /// @param now when
    /// @return whether the connection goes on as if nothing had been
    public boolean isRefuted(boolean bySide, Connection live, long now) {
        life.acknowledged(bySide, live, byClient, bySide ? serverSent : clientSent, now - nanos);
        return life.goesOn();
    }
}
