package dev.finwait.bench.linger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Small runs, for what the benchmarks check themselves; the figures mean nothing.
@Timeout(240)
@EnabledOnOs(OS.LINUX)
final class LingerBenchmarksTest {
    @FunctionalInterface
    private interface Program {
        void main(String... args) throws Exception;
    }

    private static String printedBy(Program program, String... args) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.main(args);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void closeRatesCompareBothModes() throws Exception {
        assertThat(printedBy(CloseRates::main, "1", "40").lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("non-blocking"))
                .anyMatch(line -> line.startsWith("blocking"));
    }

    @Test
    void everyWayDrainsEveryByte() throws Exception {
        assertThat(printedBy(DrainRates::main, "1", "1").lines()).hasSize(5);
    }

    @Test
    void everyReportIsRight() throws Exception {
        assertThat(printedBy(ManyLingering::main, "100", "1"))
                .contains(
                        "{PEER_CLOSED=100}", "{PEER_CLOSED=91}", "{BYTES_LIMIT=3}", "{TOTAL_LIMIT=3}", "{IDLE_LIMIT=3}")
                .doesNotContainPattern("wrong reports [1-9]");
    }
}
