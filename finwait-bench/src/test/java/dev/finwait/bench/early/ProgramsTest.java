package dev.finwait.bench.early;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class ProgramsTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aRunPrintsATableAndKeepsEachCell() throws Exception {
        Path cells = folder.resolve("cells.tsv");
        try (ClosingServer server = new ClosingServer("413 No", RawClientTest::closeGracefully)) {
            int status = EarlyResponses.run(
                    new PrintWriter(out, true),
                    "--where=here",
                    "--plan=touch",
                    "--cells=" + cells,
                    "A server=127.0.0.1:" + server.address().getPort());

            assertThat(status).isZero();
        }
        assertThat(out.toString()).contains("| A server | 8 | 100 | 100 | 100 | 100 | 100 | 100 | 0 |");
        assertThat(Files.readAllLines(cells))
                .hasSize(5)
                .contains("here\tA server\traw\t1\t2 MiB\twrites first\t2\t2\t2\t0\t0\t0\t0\t0");
    }

    @Test
    void aRealClientReadsTheAnswersOfAGracefulServer() throws Exception {
        Path cells = folder.resolve("cells.tsv");
        try (ClosingServer server = new ClosingServer("413 No", RawClientTest::closeGracefully)) {
            int status = RealClients.run(
                    new PrintWriter(out, true),
                    "--where=here",
                    "--runs=2",
                    "--megabytes=1",
                    "--client",
                    "java.net.http=" + JAVA + " clients/HttpClientUploads.java",
                    "--cells=" + cells,
                    "A server=127.0.0.1:" + server.address().getPort());

            assertThat(status).isZero();
        }
        assertThat(out.toString()).contains("| A server | 100 | 100 |");
        assertThat(Files.readAllLines(cells)).hasSize(3);
    }

    @Test
    void whatIsNoServerIsBadUsage() {
        assertThat(EarlyResponses.run(
                        new PrintWriter(out, true), "--where=here", "--plan=touch", "--cells=x", "nowhere"))
                .isEqualTo(2);
    }
}
