package dev.finwait.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the analysis holds depends on what is open, not on how much went by.
@Timeout(300)
final class BoundedMemoryTest {
    @ParameterizedTest
    @CsvSource({"100000, open, 0", "200000, closed, 0", "60000, reset, 60000"})
    void manyConnectionsFitIntoASmallHeap(int connections, String end, int resets)
            throws IOException, InterruptedException {
        String told = run(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
                ManyConnections.class,
                Integer.toString(connections),
                end);
        assertThat(told).isEqualToIgnoringNewLines(connections + " connections, " + resets + " resets, 0 evicted");
    }

    /// A heap that is never collected, and would not hold sixteen bytes for each packet.
    @Test
    void nothingIsAllocatedForAPacket() throws IOException, InterruptedException {
        String told = run(
                List.of(
                        "-Xms32m",
                        "-Xmx32m",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-XX:+ExitOnOutOfMemoryError"),
                OneDownload.class,
                "5000000");
        assertThat(told).contains("5000002 packets, 1 connections");
    }

    private static String run(List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
            return told;
        } finally {
            process.destroyForcibly();
        }
    }
}
