package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens when the bytes to be sent cannot be had.
@Timeout(120)
final class LastBytesSourceTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aStreamThatFailsResetsSoThatThePartDoesNotPassForTheWhole(Kind kind) throws Exception {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[1000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset by another one");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });
        assertSourceFails(kind, LastBytes.from(broken), "another one");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsShorterThanItsRegionResets(Kind kind) throws Exception {
        try (FileChannel file = FileChannel.open(Files.write(directory.resolve("short"), new byte[1000]))) {
            assertSourceFails(kind, LastBytes.region(file, 0, 1500), "ended 500 bytes before its region");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsClosedResets(Kind kind) throws Exception {
        FileChannel file = FileChannel.open(Files.write(directory.resolve("closed"), new byte[1000]));
        file.close();
        assertSourceFails(kind, LastBytes.region(file, 0, 1000), "so the connection is reset");
    }

    @Test
    void theBuffersOfTheCallerAreNotChanged() throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(Answers.random(5000)).position(100);
        Pinned.withConnection(Kind.CHANNEL, (ours, peer) -> {
            Task<byte[]> client = Task.start(() -> Pinned.readAllThenClose(peer));

            GracefulClose.sendAndClose(ours, LastBytes.of(buffer), Budgets.patient());

            assertThat(client.result()).hasSize(4900);
            assertThat(buffer.position()).isEqualTo(100);
        });
    }

    @Test
    void aRegionHasNoNegativeBounds() throws Exception {
        try (FileChannel file = FileChannel.open(Files.write(directory.resolve("any"), new byte[1]))) {
            assertThatIllegalArgumentException().isThrownBy(() -> LastBytes.region(file, -1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> LastBytes.region(file, 0, -1));
        }
    }

    private static void assertSourceFails(Kind kind, LastBytes last, String message) throws Exception {
        Pinned.withConnection(kind, (ours, peer) -> {
            SendReport report = GracefulClose.sendAndClose(ours, last, Budgets.patient());

            assertThat(report.close().outcome()).isEqualTo(CloseOutcome.FAILED);
            assertThat(report.complete()).isFalse();
            assertThat(report.sourceError()).isNotNull().hasMessageContaining(message);
            assertThat(report.toString()).contains(message);
            assertThat(Readers.endOf(peer)).isEqualTo(Readers.End.RESET);
        });
    }
}
