package dev.finwait.cli.why.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real browser, where one is installed.
final class Chromium {
    private static final long PATIENCE_SECONDS = 120;

    private Chromium() {}

    /// What the browser made of a page: its document, written out again after scripts, if any, have run.
    static String documentOf(Path page, Path scratch) throws IOException, InterruptedException {
        Path log = scratch.resolve("chromium.log");
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--dump-dom",
                page.toUri().toString()));
        Path document = scratch.resolve("document.html");
        Process process = new ProcessBuilder(command)
                .redirectOutput(document.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assumeTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "chromium did not answer");
            assumeTrue(process.exitValue() == 0, () -> "chromium cannot run here, see " + log);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(document, StandardCharsets.UTF_8) + consoleOf(log);
    }

    /// What the page's security policy, or a fault of it, made the browser say.
    private static String consoleOf(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("CONSOLE"))
                .reduce("", (all, line) -> all + "\n" + line);
    }

    private static Path program() {
        String path = System.getenv().getOrDefault("PATH", "");
        Path found = Stream.of(path.split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(found != null, "no chromium is installed");
        return found;
    }
}
