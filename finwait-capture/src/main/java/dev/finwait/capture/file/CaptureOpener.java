package dev.finwait.capture.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens a file or standard input: finds out what compresses it, and which kind of capture it is.
final class CaptureOpener {
    private final InputStream standardInput;

    CaptureOpener(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /// Opens a capture.
    ///
    /// @param file the file, or `-`
    /// @param skips where to count what is left out
    /// @throws CaptureException if it is none, or cannot be opened
    PacketStream open(Path file, SkipCounts skips) throws IOException {
        Window window = new Window(source(file));
        try {
            window = decompressed(window);
            return reader(file, window, skips);
        } catch (IOException | RuntimeException e) {
            window.close();
            throw e;
        }
    }

    private ByteSource source(Path file) throws IOException {
        if (CaptureFiles.isStandardInput(file)) {
            return new PipeSource(standardInput);
        }
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return new FileSource(FileChannel.open(file, StandardOpenOption.READ));
        }
        if (!Files.exists(file)) {
            throw new CaptureException(file + " does not exist: check the name");
        }
        if (Files.isDirectory(file)) {
            throw new CaptureException(file + " is a folder: name the captures in it, as in " + file.resolve("*.pcap"));
        }
        if (!Files.isReadable(file)) {
            throw new CaptureException(file + " must not be read by this user: change its rights, or be its owner");
        }
        return new PipeSource(new FileInputStream(file.toFile()));
    }

    private Window decompressed(Window window) throws IOException {
        if (GzipSource.startsWith(window)) {
            return new Window(new GzipSource(window));
        }
        return ZstdSource.startsWith(window) ? new Window(new ZstdSource(window)) : window;
    }

    private static PacketStream reader(Path file, Window window, SkipCounts skips) throws IOException {
        if (window.has(PcapngBlock.SHORTEST) && Octets.int32(window.bytes, window.position) == PcapngBlock.SECTION) {
            return new PcapngReader(window, skips);
        }
        PcapLayout layout = window.has(PcapReader.FILE_HEADER) ? PcapLayout.of(window.bytes, window.position) : null;
        if (layout == null) {
            throw new CaptureException(NoCapture.message(CaptureFiles.name(file), window));
        }
        window.position += PcapReader.FILE_HEADER;
        return new PcapReader(window, layout, skips);
    }
}
