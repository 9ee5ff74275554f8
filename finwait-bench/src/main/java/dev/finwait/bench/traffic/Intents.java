package dev.finwait.bench.traffic;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The file that says what was intended with each connection, a JSON object a line. Thread-safe.
final class Intents implements AutoCloseable {
    private final BufferedWriter file;

    /// Protected by this.
    private final Map<Ending, Integer> counts = new EnumMap<>(Ending.class);

    Intents(Path path) throws IOException {
        file = Files.newBufferedWriter(path);
    }

    /// Gives the file of intents beside a capture.
    static Path beside(Path capture) {
        String name = capture.getFileName().toString().replaceFirst("\\.pcap$", "");
        return capture.resolveSibling(name + ".intents.jsonl");
    }

    synchronized void add(Ending ending, InetSocketAddress client, InetSocketAddress server) throws IOException {
        file.write("{\"case\": \"%s\", \"client\": \"%s\", \"server\": \"%s\"}\n"
                .formatted(ending.id(), text(client), text(server)));
        counts.merge(ending, 1, Integer::sum);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// How many connections were to end how.
    synchronized Map<Ending, Integer> counts() {
        return new EnumMap<>(counts);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
