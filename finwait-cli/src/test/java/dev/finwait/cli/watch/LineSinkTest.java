package dev.finwait.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.Report;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.kernel.WatchStatistics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LineSinkTest {
    private static final Terminal PIPE = terminal(80, "");
    private final StringWriter text = new StringWriter();

    private static Terminal terminal(int columns, String terminals) {
        return Terminal.of(
                Map.of("COLUMNS", Integer.toString(columns), "TERM", "xterm"), terminals, StandardCharsets.UTF_8);
    }

    private LineSink sink(Terminal terminal) {
        return new LineSink(new PrintWriter(text, true), terminal, new IncidentLine(terminal, ZoneOffset.ofHours(1)));
    }

    private static WatchWords words(long lost, Verdict... verdicts) {
        Report report = new Report();
        List.of(verdicts).forEach(report::add);
        WatchStatistics statistics = new WatchStatistics(100, verdicts.length, 0, lost, 0, 3);
        return new WatchWords(
                report, statistics, 2, Instant.ofEpochSecond(Kernels.START / 1_000_000_000), 61_000_000_000L);
    }

    @Test
    void anIncidentIsALineWithLocalTimeProcessCausePeersHarmAndConfidence() {
        LineSink sink = sink(PIPE);
        sink.verdict(Kernels.unread(50_000, 42_000_000));
        sink.tick(System.nanoTime() + 1_000_000_000);
        assertThat(text.toString())
                .matches(
                        "14:00:00\\.042  server nginx\\[812] in 3f9ab2c0: closed with unread data  192\\.0\\.2\\.7:50000 > "
                                + "192\\.0\\.2\\.1:443  [a-z ]+, [a-z]+\\R");
    }

    @Test
    void whatAListenerHeldIsOneIncident() {
        LineSink sink = sink(PIPE);
        for (int i = 0; i < 5; i++) {
            sink.verdict(Kernels.queued(50_000 + i, i * 1_000L));
        }
        sink.tick(System.nanoTime() + 1_000_000_000);
        assertThat(text.toString().lines())
                .singleElement()
                .asString()
                .contains("5 connections in the accept queue", "192.0.2.7 > 192.0.2.1:443");
    }

    @Test
    void whatHappensLaterIsAnotherIncident() {
        LineSink sink = sink(PIPE);
        sink.verdict(Kernels.unread(50_000, 0));
        sink.verdict(Kernels.unread(50_001, 300_000_000));
        sink.end(words(0, Kernels.unread(50_000, 0)));
        assertThat(text.toString().lines().filter(line -> line.contains("server nginx[812] in 3f9ab2c0:")))
                .hasSize(2);
    }

    @Test
    void aNarrowTerminalGetsTwoLinesThatFit() {
        sink(PIPE).tick(0);
        LineSink sink = sink(terminal(80, "out"));
        sink.verdict(Kernels.unread(50_000, 0));
        sink.tick(System.nanoTime() + 1_000_000_000);
        assertThat(text.toString().replaceAll("\u001b\\[\\d+m", "").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(text.toString()).contains("\u001b[1m");
    }

    @Test
    void theEndTellsTheGroupsAndWhatIsMissing() {
        LineSink sink = sink(PIPE);
        sink.end(words(7, Kernels.unread(50_000, 0), Kernels.unread(50_001, 5)));
        assertThat(text.toString().replaceAll("\\s+", " "))
                .startsWith("Watched this host for 61.0 s from 2026-11-28 13:00:00 UTC.")
                .contains("2 connections were reset: ")
                .contains("The kernel threw 7 events away")
                .contains("2 more reset connections did not fit the filters.")
                .contains("the server, nginx[812] in 3f9ab2c0; client 192.0.2.7");
    }

    @Test
    void aTableIsDrawnAndLeftAgain() {
        TopSink top = new TopSink(new PrintWriter(text, true), terminal(100, "out"), ZoneOffset.UTC);
        top.verdict(Kernels.unread(50_000, 0));
        top.lost(3);
        top.tick(0);
        assertThat(text.toString())
                .startsWith("\u001b[?1049h")
                .contains("1 connection reset, ", "3 events of the kernel lost")
                .containsPattern("1 +\\d  13:00:00  192\\.0\\.2\\.1:443 +close-with-unread, nginx\\[812]");
        top.close();
        assertThat(text.toString()).endsWith("\u001b[?1049l");
    }
}
