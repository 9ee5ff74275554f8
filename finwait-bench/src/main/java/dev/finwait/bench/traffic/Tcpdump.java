package dev.finwait.bench.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tcpdump that records the loopback interface. Used by one thread.
final class Tcpdump implements AutoCloseable {
    /// Room for packets that it has not yet read, in KiB: it shares the processors with the traffic.
    private static final String BUFFER_KIB = "262144";

    /// It gets its packets at least this often, and its file grows by no less than a block then.
    private static final int QUIET_MILLIS = 2_500;

    private static final Pattern COUNT = Pattern.compile("(\\d+) packets? (captured|dropped by)");

    private final Path file;
    private final Process process;
    private final BufferedReader said;
    private final Thread atExit;

    /// How a recording came out.
    ///
    /// @param captured packets in the file
    /// @param dropped packets that came too fast
    record Counts(long captured, long dropped) {}

    /// Starts to record TCP; packets sent after this returns are recorded.
    ///
    /// @param file what takes the packets
    /// @param snapLength how much of each, in bytes
    /// @throws IOException if it does not start; the message is tcpdump's
    Tcpdump(Path file, int snapLength) throws IOException {
        this.file = file;
        process = new ProcessBuilder(
                        "tcpdump",
                        "--interface=lo",
                        "--snapshot-length=" + snapLength,
                        "--buffer-size=" + BUFFER_KIB,
                        "--relinquish-privileges=root",
                        "-n",
                        "-w",
                        file.toString(),
                        "tcp")
                .redirectErrorStream(true)
                .start();
        atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        said = process.inputReader();
        String line = said.readLine();
        String last = "it said nothing";
        while (line != null && !line.contains("listening on")) {
            last = line;
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("tcpdump does not record: " + last);
        }
    }

    /// Waits until all that was sent is in the file, and ends the recording.
    ///
    /// @return how it came out
    /// @throws IOException if tcpdump cannot be read
    /// @throws InterruptedException if interrupted while waiting
    Counts finish() throws IOException, InterruptedException {
        long before;
        do {
            before = Files.size(file);
            Thread.sleep(QUIET_MILLIS);
        } while (Files.size(file) > before);
        // A handle leaves the output open.
        process.toHandle().destroy();
        long captured = 0;
        long dropped = 0;
        for (String line : said.lines().toList()) {
            Matcher count = COUNT.matcher(line);
            if (count.find() && count.group(2).equals("captured")) {
                captured = Long.parseLong(count.group(1));
            } else if (count.reset().find()) {
                dropped += Long.parseLong(count.group(1));
            }
        }
        return new Counts(captured, dropped);
    }

    @Override
    public void close() {
        process.destroy();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
