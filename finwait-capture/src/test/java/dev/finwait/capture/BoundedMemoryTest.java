package dev.finwait.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the analysis holds depends on what is open, not on how much went by: a JVM with 256 MB reads both to their end.
@Timeout(300)
final class BoundedMemoryTest {
    @ParameterizedTest
    @CsvSource({"100000, open, 0", "200000, closed, 0", "60000, reset, 60000"})
    void aSmallHeapIsEnough(int connections, String end, int resets) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyConnections.class.getName(),
                        Integer.toString(connections),
                        end)
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
            assertThat(told).isEqualToIgnoringNewLines(connections + " connections, " + resets + " resets, 0 evicted");
        } finally {
            process.destroyForcibly();
        }
    }
}
