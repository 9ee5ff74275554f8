package dev.finwait.kernel.trace;

import dev.finwait.linux.file.NonBlockingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ring buffers of an instance, one a processor, read in the kernel's binary form and without
/// waiting.
///
/// For one thread.
public final class RingBuffers implements AutoCloseable {
    /// Pages read of one processor before the next has its turn: records of all are wanted at about
    /// the same time.
    private static final int PAGES_A_TURN = 4096;

    private final RingPage layout;
    private final List<Path> folders;
    private final List<NonBlockingFile> files;
    private final ByteBuffer page;

    private RingBuffers(RingPage layout, List<Path> folders, List<NonBlockingFile> files) {
        this.layout = layout;
        this.folders = folders;
        this.files = files;
        this.page = ByteBuffer.allocateDirect(layout.size()).order(ByteOrder.nativeOrder());
    }

    /// Opens the buffers.
    ///
    /// @param instance the instance
    /// @return the open buffers
    /// @throws IOException if they cannot be opened, or the kernel describes them in an unknown way
    public static RingBuffers open(TraceInstance instance) throws IOException {
        RingPage layout = RingPage.parse(instance.read("events/header_page"));
        List<Path> folders = processors(instance.path());
        List<NonBlockingFile> files = new ArrayList<>();
        try {
            for (Path folder : folders) {
                files.add(NonBlockingFile.open(folder.resolve("trace_pipe_raw")));
            }
            return new RingBuffers(layout, folders, files);
        } catch (IOException e) {
            files.forEach(NonBlockingFile::close);
            throw e;
        }
    }

    private static List<Path> processors(Path instance) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(instance.resolve("per_cpu"), "cpu*")) {
            found.forEach(folders::add);
        }
        return folders;
    }

    /// Reads what there is, or some of it when there is much. The records of one processor come in
    /// the order of their time.
    ///
    /// @param until the present, in the time of the trace: what is newer can wait
    /// @param sink takes the records
    /// @return up to which time of the trace clock nothing is left behind of any processor;
    ///     [Long#MAX_VALUE] when everything was read
    /// @throws IOException if the buffers can no longer be read
    public long read(long until, RecordSink sink) throws IOException {
        long complete = Long.MAX_VALUE;
        for (NonBlockingFile file : files) {
            complete = Math.min(complete, read(file, until, sink));
        }
        return complete;
    }

    /// A page that was read in part comes once more with its rest: only its time tells whether it
    /// is the last.
    private long read(NonBlockingFile file, long until, RecordSink sink) throws IOException {
        long begin = Long.MAX_VALUE;
        for (int turn = 0; turn < PAGES_A_TURN; turn++) {
            if (file.read(page.clear()) <= 0) {
                return Long.MAX_VALUE;
            }
            layout.read(page.flip(), sink);
            begin = page.getLong(0);
            if (begin >= until) {
                return Long.MAX_VALUE;
            }
        }
        return begin;
    }

    /// Records that the kernel could not even begin to write, for example within an interrupt of an
    /// interrupt, since the buffers were made.
    ///
    /// @return how many
    /// @throws IOException if the kernel does not say
    public long refused() throws IOException {
        long refused = 0;
        for (Path folder : folders) {
            for (String line : Files.readAllLines(folder.resolve("stats"))) {
                if (line.startsWith("commit overrun:") || line.startsWith("dropped events:")) {
                    refused +=
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                }
            }
        }
        return refused;
    }

    /// How many processors there are.
    ///
    /// @return the count of buffers
    public int count() {
        return files.size();
    }

    @Override
    public void close() {
        files.forEach(NonBlockingFile::close);
    }
}
