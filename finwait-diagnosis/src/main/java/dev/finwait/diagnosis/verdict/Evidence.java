package dev.finwait.diagnosis.verdict;

import org.jspecify.annotations.Nullable;

/// One observation that a verdict rests on.
///
/// @param text one sentence without a full stop, made of facts of this connection
/// @param packet the number of the packet that shows it; 0 when no single packet does
public record Evidence(String text, long packet) {
    /// Something that no single packet shows.
    ///
    /// @param text the observation
    /// @return the evidence
    public static Evidence of(String text) {
        return new Evidence(text, 0);
    }

    // Compared for each verdict, so without the method handles of records, which are also made at every start.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that && packet == that.packet && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + Long.hashCode(packet);
    }

    /// The observation with its packet.
    ///
    /// @return for example `packet 17: RST without ACK, window 0`
    @Override
    public String toString() {
        return packet == 0 ? text : "packet " + packet + ": " + text;
    }
}
