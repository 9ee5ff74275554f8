package dev.finwait.cli.watch;

import dev.finwait.cli.CommandFailure;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.kernel.record.TraceRecorder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Keeps what the kernel told in a file.
record RecordSink(TraceRecorder recorder) implements WatchSink {
    /// Begins the file.
    ///
    /// @throws CommandFailure if there is such a file, which is never replaced, or no such directory
    static RecordSink create(Path path) throws IOException {
        try {
            return new RecordSink(TraceRecorder.create(path));
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.badInput(path + " exists already: give --record the name of a new file.");
        } catch (NoSuchFileException e) {
            throw CommandFailure.badInput(path + " cannot be made: there is no such directory.");
        }
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
