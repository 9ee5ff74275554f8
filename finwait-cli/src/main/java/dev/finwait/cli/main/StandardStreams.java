package dev.finwait.cli.main;

import dev.finwait.cli.CommandFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/// The standard streams as writers in the locale's encoding, flushed with each line.
///
/// Unlike [System#out] they do not swallow failures.
final class StandardStreams {
    private StandardStreams() {}

    /// Standard output: ends the command when nobody reads it any more.
    static PrintWriter out() {
        return writer(new Guarded(new FileOutputStream(FileDescriptor.out)), System.out.charset());
    }

    /// Standard error: nowhere left to complain to, so failures are ignored.
    static PrintWriter err() {
        return writer(new FileOutputStream(FileDescriptor.err), System.err.charset());
    }

    /// A writer in this encoding; what it cannot express becomes ASCII.
    static PrintWriter writer(OutputStream stream, Charset charset) {
        Writer encoder = new OutputStreamWriter(stream, charset);
        Writer fitting = charset.name().startsWith("UTF") ? encoder : new AsciiWriter(encoder);
        return new PrintWriter(fitting, true);
    }

    /// Turns failures to write into exceptions that reach the command.
    static final class Guarded extends FilterOutputStream {
        Guarded(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private static RuntimeException failure(IOException e) {
            String reason = String.valueOf(e.getMessage());
            return reason.contains("Broken pipe")
                    ? new OutputClosed(e)
                    : CommandFailure.cannotRun("cannot write the output: " + reason);
        }
    }
}
