package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes what the kernel told of reset connections into a file, a line of JSON each, which
/// [RecordedTrace] reads.
///
/// For one thread.
public final class TraceRecorder implements AutoCloseable {
    private final Writer file;

    private TraceRecorder(Writer file) {
        this.file = file;
    }

    /// Begins a new file.
    ///
    /// @param path the file, which must not exist
    /// @return the recorder
    /// @throws IOException if it cannot be made, [java.nio.file.FileAlreadyExistsException] when it
    ///     exists
    public static TraceRecorder create(Path path) throws IOException {
        return new TraceRecorder(
                Files.newBufferedWriter(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /// Writes a connection, if the kernel told anything of it.
    ///
    /// @param facts the connection
    /// @throws IOException if the file cannot be written
    public void write(ConnectionFacts facts) throws IOException {
        KernelFacts kernel = facts.kernel();
        if (kernel != null) {
            file.write(TraceLine.of(facts, kernel));
            file.write('\n');
        }
    }

    /// Hands everything written so far to the system.
    ///
    /// @throws IOException if the file cannot be written
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
