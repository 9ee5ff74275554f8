package dev.finwait.kernel.trace;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An instance of tracefs of our own, which is gone when we are, however we end. Nothing outside of
/// it is written.
///
/// A small shell waits for the end of a pipe from this process and then removes the instance, and
/// the mount if there was none before; so a `kill -9` leaves nothing behind. Instances of earlier
/// runs that were stopped together with their shell are removed first: their names carry the
/// process id, and an instance that is still in use cannot be removed.
///
/// Thread-safe.
public final class TraceInstance implements AutoCloseable {
    private static final String PREFIX = "finwait-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");
    private static final String JANITOR = "trap '' INT TERM HUP; read wait; i=0; "
            + "while [ -d \"$1\" ] && ! rmdir \"$1\" 2>/dev/null && [ $i -lt 50 ]; do i=$((i+1)); sleep 0.1; done; "
            + "if [ -n \"$2\" ]; then umount \"$2\"; rmdir \"$2\"; fi";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path root;
    private final Path path;
    private final Process janitor;
    /// An open file of the instance: while there is one, the kernel lets nobody remove it.
    private @Nullable InputStream hold;

    private TraceInstance(Path root, Path path, Process janitor) {
        this.root = root;
        this.path = path;
        this.janitor = janitor;
    }

    /// Makes an instance. Its buffers are of the kernel's default size, and no event is on.
    ///
    /// @return the instance
    /// @throws IOException if the rights are missing, or tracefs is; one line that says which and
    ///     what to do
    public static TraceInstance create() throws IOException {
        TraceMount mount = TraceMount.find();
        Path instances = mount.root().resolve("instances");
        removeStale(instances);
        Path path = instances.resolve(PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
        Process janitor = startJanitor(path, mount);
        TraceInstance instance = new TraceInstance(mount.root(), path, janitor);
        try {
            Files.createDirectory(path);
            instance.hold = new FileInputStream(path.resolve("tracing_on").toFile());
            return instance;
        } catch (AccessDeniedException e) {
            instance.close();
            throw new IOException("no tracefs instance can be made in " + instances + ": run as root", e);
        } catch (IOException e) {
            instance.close();
            throw new IOException(
                    "no tracefs instance can be made (" + e.getMessage()
                            + "): run as root, on a host whose kernel lets tracing be used",
                    e);
        }
    }

    /// Where the instance's files are.
    ///
    /// @return the directory
    public Path path() {
        return path;
    }

    /// Where tracefs is mounted, with what all instances share.
    ///
    /// @return the directory
    public Path root() {
        return root;
    }

    /// Writes into one of the instance's files.
    ///
    /// @param file its name, relative to [#path()]
    /// @param value what to write
    /// @throws IOException if there is no such file, or the kernel does not take the value
    public void write(String file, String value) throws IOException {
        Files.writeString(path.resolve(file), value);
    }

    /// Reads one of the instance's files. Some of them give their text to large reads only, so that
    /// [Files#readString] would get its first letter.
    ///
    /// @param file its name, relative to [#path()]
    /// @return the text
    /// @throws IOException if it cannot be read
    public String read(String file) throws IOException {
        return String.join("\n", Files.readAllLines(path.resolve(file)));
    }

    /// The format of an event. It is read rather than asked for: access(2) answers by the real
    /// user's rights, and would deny it to one who has the capability for it.
    ///
    /// @param event for example `tcp/tcp_send_reset`
    /// @return its fields; empty when the kernel has no such event
    /// @throws IOException if its format makes no sense, or may not be read; one line that says so
    public Optional<EventFormat> format(String event) throws IOException {
        try {
            return Optional.of(EventFormat.parse(read("events/" + event + "/format")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new IOException("the events in " + path + " may not be read: run as root", e);
        }
    }

    /// Instances of processes that are gone. One in use by a process that we cannot see, in another
    /// container for example, resists: it is busy.
    private static void removeStale(Path instances) {
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(instances, PREFIX + "*")) {
            for (Path instance : ours) {
                if (isStale(String.valueOf(instance.getFileName()))) {
                    removeQuietly(instance);
                }
            }
        } catch (IOException ignore) {
            // Whoever may not look there may not make an instance either, and hears of that.
        }
    }

    /// Whether a name is one of ours and its process is gone.
    static boolean isStale(String name) {
        Matcher ours = NAME.matcher(name);
        return ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty();
    }

    private static void removeQuietly(Path instance) {
        try {
            Files.deleteIfExists(instance);
        } catch (IOException ignore) {
            // Busy: somebody reads it.
        }
    }

    private static Process startJanitor(Path path, TraceMount mount) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        JANITOR,
                        "finwait-janitor",
                        path.toString(),
                        mount.ours() ? mount.root().toString() : "")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Removes the instance, once its files are closed.
    @Override
    public synchronized void close() {
        closeQuietly(hold);
        hold = null;
        // The shell may have fewer rights than this process.
        removeQuietly(path);
        // The shell sees the end of the pipe.
        closeQuietly(janitor.getOutputStream());
        TraceMount.succeeds(janitor);
    }

    private static void closeQuietly(@Nullable AutoCloseable stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (Exception ignore) {
            // Nothing depends on it: the end of this process closes it as well.
        }
    }
}
