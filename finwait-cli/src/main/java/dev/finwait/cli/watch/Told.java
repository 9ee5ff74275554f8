package dev.finwait.cli.watch;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import java.io.IOException;

/// What a watch tells.
sealed interface Told {
    /// A connection was reset.
    record Reset(ConnectionFacts facts) implements Told {}

    /// Events went by unread.
    record Lost(long events) implements Told {}

    /// Something is missing here, in one line.
    record Note(String text) implements Told {}

    /// The watch has ended by itself.
    record Failed(IOException why) implements Told {}
}
