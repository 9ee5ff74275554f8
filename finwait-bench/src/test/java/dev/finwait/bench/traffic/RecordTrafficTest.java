package dev.finwait.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.bench.stretch.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Small recordings, read by tcpdump. Those need root, and say so when they are skipped.
@Timeout(300)
@EnabledOnOs(OS.LINUX)
final class RecordTrafficTest {
    private static final Pattern INTENT =
            Pattern.compile("\\{\"case\": \"(.+)\", \"client\": \"(.+)\", \"server\": \"(.+)\"}");
    private static final Pattern PACKET = Pattern.compile(" IP (\\S+)\\.(\\d+) > (\\S+)\\.(\\d+): Flags \\[(\\S+)]");

    private record Packet(String direction, String flags) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void eachConnectionIsInTheCaptureAndResetIfThatWasIntended() throws Exception {
        boolean permitted = RecordTraffic.canMakeNamespaces();
        if (!permitted) {
            System.out.println("RecordTrafficTest skipped: network namespaces need root, ip and tcpdump");
        }
        assumeTrue(permitted, "network namespaces need root, ip and tcpdump");
        Path capture = folder.resolve("small.pcap");

        assertThat(RecordTraffic.run(capture.toString(), "--size", "2M", "--connections", "250"))
                .isZero();

        Map<String, String> intents = intents(folder.resolve("small.intents.jsonl"));
        assertThat(intents).hasSizeGreaterThanOrEqualTo(250);
        assertThat(directions(capture, "tcp[tcpflags] = tcp-syn")).isEqualTo(intents.keySet());
        assertThat(resets(capture, intents.keySet())).isEqualTo(intendedResets(intents));
        assertThat(directionsInCopies(capture, 3, "tcp[tcpflags] = tcp-syn")).hasSize(3 * intents.size());
    }

    @Test
    void whatCannotBeRecordedIsRefused() {
        assertThat(RecordTraffic.run(folder.resolve("none/no.pcap").toString())).isEqualTo(2);
        assertThat(RecordTraffic.run(folder.resolve("no.pcap").toString(), "--size", "1M", "--connections", "1000"))
                .isEqualTo(2);
        assertThat(RecordTraffic.run(folder.resolve("no.pcap").toString(), "--size", "1MB"))
                .isEqualTo(2);
        assertThat(RecordTraffic.run(folder.resolve("no.pcap").toString(), "--size", "99G"))
                .isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    private static Set<String> intendedResets(Map<String, String> intents) {
        Set<String> cases = new TreeSet<>();
        for (Ending ending : Ending.values()) {
            if (ending.resets()) {
                cases.add(ending.id());
            }
        }
        Set<String> reset = new TreeSet<>();
        intents.forEach((direction, ending) -> {
            if (cases.contains(ending)) {
                reset.add(direction);
            }
        });
        return reset;
    }

    /// Gives the case of each connection, by `CLIENT>SERVER`.
    private static Map<String, String> intents(Path file) throws IOException {
        Map<String, String> intents = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = INTENT.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            assertThat(intents.put(matcher.group(2) + ">" + matcher.group(3), matcher.group(1)))
                    .as(line)
                    .isNull();
        }
        return intents;
    }

    /// Gives the connections with a RST before both FINs. Behind them, a late ACK may have been answered by the end in
    /// TIME-WAIT, and that answer by the RST of an end that is gone.
    private static Set<String> resets(Path capture, Set<String> connections) throws Exception {
        Set<String> finished = new TreeSet<>();
        Set<String> reset = new TreeSet<>();
        for (Packet packet : packets(tcpdump(capture.toString(), "tcp[tcpflags] & (tcp-fin|tcp-rst) != 0")
                .start())) {
            if (packet.flags().contains("F")) {
                finished.add(packet.direction());
            } else if (!finished.contains(packet.direction()) || !finished.contains(reversed(packet.direction()))) {
                reset.add(connections.contains(packet.direction()) ? packet.direction() : reversed(packet.direction()));
            }
        }
        return reset;
    }

    /// Gives who sent packets of a kind to whom.
    private static Set<String> directions(Path capture, String filter) throws Exception {
        return directions(packets(tcpdump(capture.toString(), filter).start()));
    }

    private static Set<String> directions(List<Packet> packets) {
        return packets.stream().map(Packet::direction).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The same of a capture that [Stretch] makes of this one.
    private static Set<String> directionsInCopies(Path capture, int copies, String filter) throws Exception {
        ProcessBuilder stretch = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stretch.class.getName(),
                capture.toString(),
                "--copies",
                Integer.toString(copies));
        stretch.redirectError(ProcessBuilder.Redirect.INHERIT);
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(stretch, tcpdump("-", filter)));
        Set<String> directions = directions(packets(pipeline.getLast()));
        assertThat(pipeline.getFirst().waitFor()).isZero();
        return directions;
    }

    private static ProcessBuilder tcpdump(String file, String filter) {
        return new ProcessBuilder("tcpdump", "--relinquish-privileges=root", "-nn", "-r", file, filter)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static List<Packet> packets(Process tcpdump) throws InterruptedException {
        List<Packet> packets = new ArrayList<>();
        for (String line : tcpdump.inputReader().lines().toList()) {
            Matcher matcher = PACKET.matcher(line);
            assertThat(matcher.find()).as(line).isTrue();
            packets.add(new Packet(
                    "%s:%s>%s:%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)),
                    matcher.group(5)));
        }
        assertThat(tcpdump.waitFor()).isZero();
        return packets;
    }

    private static String reversed(String direction) {
        int at = direction.indexOf('>');
        return direction.substring(at + 1) + ">" + direction.substring(0, at);
    }
}
