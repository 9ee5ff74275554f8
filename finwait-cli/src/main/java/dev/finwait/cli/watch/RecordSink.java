package dev.finwait.cli.watch;

import dev.finwait.cli.CommandFailure;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.kernel.record.TraceRecorder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps what the kernel told in a file.
record RecordSink(TraceRecorder recorder) implements WatchSink {
    /// Looks before the watch begins whether the file could be made.
    ///
    /// @throws CommandFailure if there is such a file, which is never replaced, or no such
    ///     directory
    static void check(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.exists(path)) {
            throw existing(path);
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw CommandFailure.badInput("no such directory: " + folder + ", where --record should go.");
        }
    }

    /// Begins the file.
    ///
    /// @throws CommandFailure if it has come into being
    static RecordSink create(Path path) throws IOException {
        try {
            return new RecordSink(TraceRecorder.create(path));
        } catch (FileAlreadyExistsException e) {
            throw existing(path);
        }
    }

    private static CommandFailure existing(Path path) {
        return CommandFailure.badInput(path + " exists already: give --record the name of a new file.");
    }

    @Override
    public void verdict(Verdict verdict) throws IOException {
        recorder.write(verdict.facts());
    }

    /// A file that can be read while the watch goes on.
    @Override
    public void tick(long now) throws IOException {
        recorder.flush();
    }

    @Override
    public void close() throws IOException {
        recorder.close();
    }
}
