package dev.finwait.linux.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.linux.Errno;
import dev.finwait.linux.ErrnoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class NonBlockingFileTest {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4);

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadToItsEnd() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "abcdef");
        try (NonBlockingFile file = NonBlockingFile.open(path)) {
            assertThat(file.read(buffer)).isEqualTo(4);
            assertThat(buffer.flip().get(0)).isEqualTo((byte) 'a');
            assertThat(file.read(buffer.clear())).isEqualTo(2);
            assertThat(file.read(buffer.clear())).isEqualTo(-1);
        }
    }

    @Test
    void anEmptyPipeGivesNothingAndDoesNotWait() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (NonBlockingFile file = NonBlockingFile.open(pipe);
                FileChannel writer = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
            assertThat(file.read(buffer)).isZero();
            writer.write(ByteBuffer.wrap(new byte[] {7}));
            assertThat(file.read(buffer)).isEqualTo(1);
            assertThat(file.read(buffer)).isZero();
        }
    }

    @Test
    void whatIsMissingOrClosedIsSaid() throws IOException {
        assertThatThrownBy(() -> NonBlockingFile.open(folder.resolve("none")))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .hasMessageContaining("none");
        NonBlockingFile file = NonBlockingFile.open(Files.createFile(folder.resolve("file")));
        file.close();
        file.close();
        assertThatThrownBy(() -> file.read(buffer))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBADF));
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
