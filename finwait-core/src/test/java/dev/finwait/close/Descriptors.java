package dev.finwait.close;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process with few descriptors, and the means to use them up in it.
public final class Descriptors {
    private final List<FileInputStream> held = new ArrayList<>();

    public Descriptors() {}

    /// Takes all that are left.
    public void exhaust() {
        try {
            while (true) {
                held.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException noneLeft) {
            // As wanted.
        }
    }

    public void free() throws IOException {
        for (FileInputStream each : held) {
            each.close();
        }
    }

    /// Runs a program of the tests with two hundred descriptors.
    ///
    /// @return the lines that it prints
    public static List<String> runWithFew(Class<?> program) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 200 && exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException(program.getName() + " did not end");
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return printed.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
