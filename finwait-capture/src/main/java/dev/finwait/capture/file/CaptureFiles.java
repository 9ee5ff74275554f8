package dev.finwait.capture.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Opens captures: pcap and pcapng, plain, gzip or Zstandard, one or several.
public final class CaptureFiles {
    private static final String STANDARD_INPUT = "-";

    private CaptureFiles() {}

    /// Opens captures as one stream, in the order of their packets' times. Each file is looked at before this returns,
    /// so that what is no capture is told at once.
    ///
    /// @param files at least one, in any order; `-` stands for standard input
    /// @param standardInput is read for `-`; a [java.io.FileInputStream] is fastest
    /// @param skips where to count what is left out
    /// @return their packets
    /// @throws CaptureException if one is no capture, or cannot be opened
    /// @throws IOException if one cannot be read
    public static PacketStream open(List<Path> files, InputStream standardInput, SkipCounts skips) throws IOException {
        CaptureOpener opener = new CaptureOpener(standardInput);
        if (files.size() == 1) {
            return opener.open(files.get(0), skips);
        }
        return MergedPackets.of(files, opener, skips);
    }

    /// How much there is to read.
    ///
    /// @param files captures
    /// @return their bytes; -1 when that is not known because one is a stream
    /// @throws IOException if a file cannot be asked
    public static long totalBytes(List<Path> files) throws IOException {
        long total = 0;
        for (Path file : files) {
            if (isStream(file)) {
                return -1;
            }
            total += Files.size(file);
        }
        return total;
    }

    /// Whether it can be read only once.
    static boolean isStream(Path file) {
        return isStandardInput(file) || !Files.isRegularFile(file);
    }

    static boolean isStandardInput(Path file) {
        return file.toString().equals(STANDARD_INPUT);
    }

    /// What to call it in messages.
    ///
    /// @param file a file, or `-`
    /// @return its path, or `standard input`
    public static String name(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }
}
