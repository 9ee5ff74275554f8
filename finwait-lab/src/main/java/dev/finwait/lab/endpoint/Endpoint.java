package dev.finwait.lab.endpoint;

import dev.finwait.lab.story.Answer;
import java.net.InetSocketAddress;

/// One end of a connection. Its calls give an [Answer] and do not throw for what the network does.
///
/// One thread at a time calls it, except that [#abandon()] may come from any.
public interface Endpoint {
    /// Writes zero bytes until all are taken or a call fails.
    ///
    /// @param bytes how many
    /// @return the bytes taken, and how the last call failed if one did
    Answer send(int bytes);

    /// Reads once.
    ///
    /// @param max the most bytes to take
    /// @return the bytes read, 0 at end-of-stream
    Answer receive(int max);

    /// Shuts down one half or both.
    ///
    /// @param half which
    /// @return what the call gave
    Answer shutdown(Half half);

    /// Sets SO_LINGER.
    ///
    /// @param seconds the time, or -1 to switch it off
    /// @return what the call gave
    Answer linger(int seconds);

    /// Closes this end.
    ///
    /// @return what the call gave
    Answer close();

    /// Bytes that have arrived and not been read.
    ///
    /// @return FIONREAD, which never counts the FIN
    int unread();

    /// This end's address.
    ///
    /// @return address and port
    InetSocketAddress local();

    /// The other end's address.
    ///
    /// @return address and port
    InetSocketAddress remote();

    /// Releases everything, whatever state it is in. Called once at the end of a run.
    void abandon();
}
