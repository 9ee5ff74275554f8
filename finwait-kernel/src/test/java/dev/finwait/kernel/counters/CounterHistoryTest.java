package dev.finwait.kernel.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CounterHistoryTest {
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path net;

    private long now;

    private void counters(long outRsts, long onData, long onClose) throws IOException {
        Files.writeString(
                net.resolve("snmp"),
                "Ip: Forwarding\nIp: 1\nTcp: RtoAlgorithm OutRsts InCsumErrors\nTcp: 1 " + outRsts + " 0\n");
        Files.writeString(
                net.resolve("netstat"),
                "TcpExt: TCPAbortOnData TCPAbortOnClose TCPAbortOnMemory TCPAbortOnTimeout TCPAbortOnLinger\nTcpExt: "
                        + onData + " " + onClose + " 0 0 0\nIpExt: InOctets\nIpExt: 5\n");
    }

    @Test
    void theDifferenceBetweenTheSamplesAroundAMomentIsTold() throws IOException {
        counters(10, 5, 5);
        CounterHistory history = new CounterHistory(net, () -> now);
        history.sample(true);
        now = 20 * MILLI;
        history.sent(12 * MILLI);
        history.sent(13 * MILLI);
        counters(12, 6, 5);
        history.sample(true);
        assertThat(history.around(12 * MILLI)).isEqualTo(new Counters(2, 1, 0, 0, 0, 0, 2));
        assertThat(history.around(25 * MILLI)).isEqualTo(Counters.UNKNOWN);
    }

    @Test
    void aResetTooNearASampleIsComparedWithTheNextOne() throws IOException {
        counters(1, 0, 0);
        CounterHistory history = new CounterHistory(net, () -> now);
        history.sample(true);
        now = 20 * MILLI;
        counters(2, 0, 0);
        history.sample(true);
        now = 40 * MILLI;
        counters(3, 0, 0);
        history.sample(true);
        assertThat(history.around(20 * MILLI).outRsts()).isEqualTo(2);
    }

    @Test
    void atRestTheCountersAreLeftAlone() throws IOException {
        counters(1, 0, 0);
        CounterHistory history = new CounterHistory(net, () -> now);
        history.sample(false);
        now = 10 * MILLI;
        counters(2, 0, 0);
        history.sample(false);
        now = 150 * MILLI;
        history.sample(false);
        assertThat(history.around(5 * MILLI).outRsts()).isEqualTo(1);
    }

    @Test
    void withoutCountersNothingIsKnown() {
        CounterHistory history = new CounterHistory(net.resolve("none"), () -> now);
        history.sample(true);
        assertThat(history.around(1)).isEqualTo(Counters.UNKNOWN);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyCounterIsFoundInThisKernelsFiles() {
        try (CounterHistory history = new CounterHistory(Path.of("/proc/net"), () -> now)) {
            history.sample(true);
            now = 20 * MILLI;
            history.sample(true);
            Counters counters = history.around(10 * MILLI);
            assertThat(counters.outRsts()).isNotNegative();
            assertThat(counters.abortOnData()).isNotNegative();
            assertThat(counters.abortOnClose()).isNotNegative();
            assertThat(counters.abortOnLinger()).isNotNegative();
            assertThat(counters.abortOnTimeout()).isNotNegative();
            assertThat(counters.abortOnMemory()).isNotNegative();
        }
    }
}
