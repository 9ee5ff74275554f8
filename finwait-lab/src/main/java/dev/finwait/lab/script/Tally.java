package dev.finwait.lab.script;

import dev.finwait.lab.story.Answer;
import org.jspecify.annotations.Nullable;

/// What one side wrote and read, counted as it happened.
///
/// Guarded by its own lock: a side may read in one thread and write in another.
public final class Tally {
    private long written;
    private long read;
    private boolean wrote;
    private @Nullable Answer lastRead;
    private @Nullable Answer failedWrite;
    private @Nullable Exception exception;

    synchronized void wrote(Answer answer) {
        wrote = true;
        written += answer.count();
        if (answer.failed() && failedWrite == null) {
            failedWrite = answer;
        }
        noteException(answer);
    }

    synchronized void read(Answer answer) {
        read += answer.count();
        lastRead = answer;
        noteException(answer);
    }

    synchronized void failed(Answer answer) {
        noteException(answer);
    }

    /// Counts bytes that were read and thrown away on this side's behalf.
    ///
    /// @param bytes how many
    synchronized void drained(long bytes) {
        read += bytes;
    }

    private void noteException(Answer answer) {
        if (exception == null) {
            exception = answer.exception();
        }
    }

    /// Bytes that this side's kernel took from it.
    ///
    /// @return bytes
    public synchronized long written() {
        return written;
    }

    /// Bytes that this side got.
    ///
    /// @return bytes
    public synchronized long read() {
        return read;
    }

    /// Tells whether this side tried to write at all.
    ///
    /// @return true if it made a writing call
    public synchronized boolean wrote() {
        return wrote;
    }

    /// How the last read ended.
    ///
    /// @return its answer, null if there was none
    public synchronized @Nullable Answer lastRead() {
        return lastRead;
    }

    /// The first write that failed.
    ///
    /// @return its answer, null if none failed
    public synchronized @Nullable Answer failedWrite() {
        return failedWrite;
    }

    /// The first exception of a Java call.
    ///
    /// @return the exception, null if none was thrown
    public synchronized @Nullable Exception exception() {
        return exception;
    }
}
