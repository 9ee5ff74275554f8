package dev.finwait.kernel.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Format files of several kernels: of Linux 6.18 as recorded there, of others as their sources lay
/// the events out.
public final class Formats {
    private Formats() {}

    public static EventFormat of(String kernel, String event) throws IOException {
        return EventFormat.parse(text(kernel, event));
    }

    public static String text(String kernel, String file) throws IOException {
        try (InputStream stream =
                Formats.class.getResourceAsStream("/dev/finwait/kernel/formats/" + kernel + "/" + file + ".txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
