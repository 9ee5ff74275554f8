package dev.finwait.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The memory of a watch is bounded: a day of a million connections, compressed, in a JVM with 128
/// MB.
@EnabledOnOs(OS.LINUX)
@Timeout(500)
final class ReplayedDayTest {
    private static final int CONNECTIONS = 1_000_000;
    private static final int RESETS = 10;
    private static final int OPEN = 20;
    /// What a watch remembers of open connections; one place is for those that come and go.
    private static final int ROOM = 1 << 15;

    @Test
    void aDayOfAMillionConnectionsFitsInto128Megabytes() throws IOException, InterruptedException {
        Process day = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayedDay.class.getName(),
                        Integer.toString(CONNECTIONS),
                        Double.toString(86_400_000.0 / CONNECTIONS),
                        Integer.toString(RESETS),
                        Integer.toString(OPEN)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(day.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(day.waitFor()).isZero();
        int resets = CONNECTIONS / RESETS;
        int forgotten = CONNECTIONS / OPEN - (ROOM - 1);
        assertThat(said)
                .contains("connections=" + CONNECTIONS, "told=" + resets, "causes={CLOSE_WITH_UNREAD=" + resets + "}")
                .contains("forgotten=" + forgotten);
        System.out.print("ReplayedDayTest: " + said);
    }
}
