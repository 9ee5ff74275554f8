package dev.finwait.kernel.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where tracefs is mounted.
///
/// @param root the directory
/// @param ours whether it was mounted for us, and is to be unmounted when we end
record TraceMount(Path root, boolean ours) {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    /// Finds the mount, or mounts tracefs in a directory of its own.
    static TraceMount find() throws IOException {
        Optional<Path> mounted = Files.isReadable(MOUNTS) ? in(Files.readAllLines(MOUNTS)) : Optional.empty();
        return mounted.isPresent() ? new TraceMount(mounted.get(), false) : new TraceMount(mount(), true);
    }

    /// Finds the mount in the lines of a file like `/proc/self/mounts`: tracefs itself, else the
    /// one below debugfs.
    static Optional<Path> in(List<String> mounts) {
        return mountOf("tracefs", mounts).or(() -> mountOf("debugfs", mounts).map(debug -> debug.resolve("tracing")));
    }

    private static Optional<Path> mountOf(String type, List<String> mounts) {
        return mounts.stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 2 && fields[2].equals(type))
                .map(fields -> Path.of(fields[1].replace("\\040", " ")))
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
            throw new IOException("tracefs is not mounted, and mounting it takes root:"
                    + " mount -t tracefs nodev /sys/kernel/tracing");
        }
        return directory;
    }

    static boolean succeeds(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
