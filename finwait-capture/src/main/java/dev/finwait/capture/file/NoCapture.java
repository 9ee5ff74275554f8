package dev.finwait.capture.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Says in one line what a file is that is no capture, and how to get one.
final class NoCapture {
    private record Format(String magic, String name, String cure) {}

    private static final String CONVERT = "convert it with `editcap FILE NEW.pcapng`";
    private static final String DECOMPRESS = "decompress it first";

    private static final List<Format> FORMATS = List.of(
            new Format("736e6f6f70000000", "a snoop capture", CONVERT),
            new Format("5452534e49464620", "a Sniffer capture", CONVERT),
            new Format("474d4255", "a Network Monitor capture", CONVERT),
            new Format("52545353", "a Network Monitor capture", CONVERT),
            new Format("ac01001c", "a capture of IXIA hardware", CONVERT),
            new Format("ab01001c", "a capture of IXIA hardware", CONVERT),
            new Format("504b0304", "a zip archive", "take the capture out of it"),
            new Format("fd377a585a00", "compressed by xz", DECOMPRESS),
            new Format("425a68", "compressed by bzip2", DECOMPRESS),
            new Format("04224d18", "compressed by LZ4", DECOMPRESS),
            new Format("7f454c46", "a program", "name a capture"));

    private static final String RECORD = "record one with `tcpdump -w FILE`";
    private static final int MOST_TEXT = 256;

    private NoCapture() {}

    /// The line for the user.
    ///
    /// @param file its name
    /// @param window at its beginning
    static String message(String file, Window window) throws IOException {
        byte[] head = head(window);
        if (head.length == 0 && !window.isSound()) {
            return file + " is compressed, but damaged or broken off before its first packet: copy it again";
        }
        if (head.length == 0) {
            return file + " is empty: nothing was captured, or what captures has not written yet";
        }
        String digits = HexFormat.of().formatHex(head);
        for (Format format : FORMATS) {
            if (digits.startsWith(format.magic)) {
                return file + " is " + format.name + ", neither pcap nor pcapng: " + format.cure;
            }
        }
        if (isText(head)) {
            return file + " is text, not a capture: " + RECORD;
        }
        return file + " is neither pcap nor pcapng, it starts with "
                + digits.substring(0, Math.min(8, digits.length()))
                + ": " + RECORD + ", or " + CONVERT + " if it is a capture of another kind";
    }

    private static byte[] head(Window window) throws IOException {
        window.has(MOST_TEXT);
        int end = window.position + Math.min(MOST_TEXT, window.buffered());
        return Arrays.copyOfRange(window.bytes, window.position, end);
    }

    private static boolean isText(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        return text.chars().noneMatch(c -> c == 0 || (Character.isISOControl(c) && !Character.isWhitespace(c)))
                && text.chars().filter(c -> c == '\ufffd').count() <= 1;
    }
}
