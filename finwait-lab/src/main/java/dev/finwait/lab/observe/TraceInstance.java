package dev.finwait.lab.observe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A tracefs instance that is gone when we are, however we end.
///
/// A small shell waits for the end of a pipe from this process and then removes the instance, and the
/// mount if there was none before; so a `kill -9` leaves nothing behind. Instances of earlier runs that
/// were stopped together with their shell are removed first.
final class TraceInstance implements AutoCloseable {
    private static final String PREFIX = "finwait-lab-";
    private static final String JANITOR = "trap '' INT TERM HUP; read wait; i=0; "
            + "while ! rmdir \"$1\" 2>/dev/null && [ $i -lt 50 ]; do i=$((i+1)); sleep 0.1; done; "
            + "if [ -n \"$2\" ]; then umount \"$2\"; rmdir \"$2\"; fi";

    private final Path path;
    private final Process janitor;

    private TraceInstance(Path path, Process janitor) {
        this.path = path;
        this.janitor = janitor;
    }

    static TraceInstance create() throws IOException {
        Optional<Path> mounted = mounted();
        Path root = mounted.isPresent() ? mounted.get() : mount();
        Path instances = root.resolve("instances");
        removeStale(instances);
        Path path = instances.resolve(PREFIX + ProcessHandle.current().pid());
        Process janitor = startJanitor(path, mounted.isPresent() ? null : root);
        TraceInstance instance = new TraceInstance(path, janitor);
        try {
            Files.createDirectory(path);
            return instance;
        } catch (IOException e) {
            instance.close();
            throw new IOException("no tracefs instance can be made (" + e.getMessage() + "): run as root", e);
        }
    }

    Path path() {
        return path;
    }

    void write(String file, String value) throws IOException {
        Files.writeString(path.resolve(file), value);
    }

    private static Optional<Path> mounted() {
        return List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing")).stream()
                .filter(root -> Files.isDirectory(root.resolve("instances")))
                .findFirst();
    }

    private static Path mount() throws IOException {
        Path directory = Files.createTempDirectory("finwait-tracefs-");
        Process mount = new ProcessBuilder("mount", "-t", "tracefs", "nodev", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!succeeds(mount)) {
            Files.delete(directory);
            throw new IOException("tracefs is not mounted, and mounting it takes root");
        }
        return directory;
    }

    private static boolean succeeds(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void removeStale(Path instances) {
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(instances, PREFIX + "*")) {
            for (Path instance : ours) {
                long pid = Long.parseLong(instance.getFileName().toString().substring(PREFIX.length()));
                if (ProcessHandle.of(pid).isEmpty()) {
                    Files.deleteIfExists(instance);
                }
            }
        } catch (IOException | NumberFormatException ignore) {
            // Whoever may not remove it may not make one either, and hears of that.
        }
    }

    private static Process startJanitor(Path path, @Nullable Path mount) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", JANITOR, "finwait-janitor", path.toString(), mount == null ? "" : mount.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() {
        try {
            janitor.getOutputStream().close();
        } catch (IOException ignore) {
            // It sees the end of the pipe all the same.
        }
        succeeds(janitor);
    }
}
