package dev.finwait.cli.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.finwait.cli.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardStreamsTest {
    private static final class Failing extends OutputStream {
        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    private static String printed(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintWriter writer = StandardStreams.writer(new StandardStreams.Guarded(bytes), charset);
        writer.print(text.charAt(0));
        writer.print(text.substring(1).toCharArray());
        writer.println();
        return bytes.toString(charset).stripTrailing();
    }

    private static PrintWriter failing(String reason) {
        return StandardStreams.writer(new StandardStreams.Guarded(new Failing(reason)), StandardCharsets.UTF_8);
    }

    @Test
    void unicodePassesWhereTheLocaleHasIt() {
        assertThat(printed("a → b ─ é", StandardCharsets.UTF_8)).isEqualTo("a → b ─ é");
    }

    @Test
    void elsewhereDrawingsKeepTheirShapeInAscii() {
        assertThat(printed("┌──┐ → │ “x” ≤ … ✓ ✗ × é", StandardCharsets.US_ASCII))
                .isEqualTo("+--+ > | \"x\" < . v x x ?");
    }

    @Test
    void aReaderThatWentAwayEndsTheCommand() {
        PrintWriter out = failing("Broken pipe");
        assertThatExceptionOfType(OutputClosed.class).isThrownBy(() -> out.println("line"));
    }

    @Test
    void aFullDiskIsTold() {
        PrintWriter out = failing("No space left on device");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> out.println("line"))
                .withMessage("cannot write the output: No space left on device")
                .matches(failure -> failure.exitCode() == 3);
    }
}
