package dev.finwait.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.capture.Bytes;
import dev.finwait.capture.TestCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Opening files, and several as one.
@Timeout(120)
final class CaptureFilesTest {
    @TempDir
    private Path folder;

    private Path capture(String name, long... nanos) throws IOException {
        TestCapture capture = new TestCapture();
        for (long time : nanos) {
            capture.add(time, name.getBytes(StandardCharsets.US_ASCII));
        }
        return capture.write(folder.resolve(name));
    }

    private static List<String> times(List<Path> files) throws IOException {
        return ReadPackets.of(files).lines().stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void rotatedFilesAreReadInTheOrderOfTime() throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            files.add(capture("rotated-" + i, 10L * i + 1, 10L * i + 5));
            expected.add("" + (10L * i + 1));
            expected.add("" + (10L * i + 5));
        }
        Collections.shuffle(files, new Random(1));

        assertThat(times(files)).isEqualTo(expected);
    }

    @Test
    void filesThatOverlapAreMerged() throws IOException {
        Path one = capture("one", 1, 4, 9, 10);
        Path two = capture("two", 2, 3, 8, 20);
        Path three = capture("three", 15);

        assertThat(times(List.of(three, two, one))).containsExactly("1", "2", "3", "4", "8", "9", "10", "15", "20");
    }

    @Test
    void filesWithoutPacketsDoNotMatterAmongOthers() throws IOException {
        assertThat(times(List.of(capture("none"), capture("some", 3), capture("none either"))))
                .containsExactly("3");
    }

    @Test
    void damageIsCountedOnceThoughAFileIsLookedAtBefore() throws IOException {
        Path cut = folder.resolve("cut");
        Files.write(
                cut,
                new Bytes().add(Files.readAllBytes(capture("whole"))).u32(1).toArray());

        assertThat(ReadPackets.of(List.of(cut, capture("other", 5))).skipped()).containsEntry("truncated-file", 1L);
    }

    @Test
    void standardInputCanBeMergedWithFiles() throws IOException {
        Path file = capture("file", 2, 4);
        SkipCounts skips = new SkipCounts();
        List<Long> times = new ArrayList<>();
        try (InputStream input = Files.newInputStream(capture("input", 1, 3, 5));
                PacketStream packets = CaptureFiles.open(List.of(file, Path.of("-")), input, skips)) {
            Packet packet = new Packet();
            while (packets.next(packet)) {
                times.add(packet.nanos);
            }
            assertThat(packets.bytesRead()).isPositive();
        }

        assertThat(times).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void namedPipesAreReadAsStreams() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
                "no mkfifo here, so there is no named pipe to read");
        Process writer = new ProcessBuilder("cp", capture("whole", 1, 2).toString(), pipe.toString()).start();

        assertThat(times(List.of(pipe))).containsExactly("1", "2");
        assertThat(writer.waitFor()).isZero();
        assertThat(CaptureFiles.totalBytes(List.of(pipe))).isEqualTo(-1);
    }

    @Test
    void totalIsKnownForFilesOnly() throws IOException {
        Path file = capture("file", 1);

        assertThat(CaptureFiles.totalBytes(List.of(file, file))).isEqualTo(2 * Files.size(file));
        assertThat(CaptureFiles.totalBytes(List.of(file, Path.of("-")))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "68656c6c6f2c20776f726c64210a, is text",
        "736e6f6f7000000000000002, is a snoop capture",
        "504b030414000000, is a zip archive",
        "fd377a585a000004, is compressed by xz",
        "4d5a900003000000, it starts with 4d5a9000",
        "00, it starts with 00",
        "1f8b080000000000000303000000000000000000, is empty",
        "a1b2c3d4, it starts with a1b2c3d4",
    })
    void whatIsNoCaptureIsNamedInOneLine(String hex, String says) throws IOException {
        Path file = Files.write(folder.resolve("odd"), Bytes.hex(hex));

        assertThatThrownBy(() -> ReadPackets.of(List.of(file)))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(says)
                .message()
                .hasLineCount(1);
    }

    @Test
    void standardInputIsCalledSo() {
        assertThatThrownBy(() -> ReadPackets.of(new byte[0]))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("standard input is empty");
    }

    @Test
    void whatIsNotThereOrAFolderIsNamed() {
        assertThatThrownBy(() -> ReadPackets.of(List.of(folder.resolve("nothing"))))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> ReadPackets.of(List.of(folder)))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void oneThatIsNoCaptureAmongOthersIsToldBeforeAnythingIsRead() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "nothing here\n");

        assertThatThrownBy(() -> CaptureFiles.open(
                        List.of(capture("good", 1), text), InputStream.nullInputStream(), new SkipCounts()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("notes.txt is text");
    }
}
