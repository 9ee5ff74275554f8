package dev.finwait.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.capture.PcapngWriter;
import dev.finwait.capture.RandomTraffic;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packet by packet the same as tshark. Further captures can be named, separated by commas, in the property
/// `finwait.test.captures`.
final class TsharkAgreementTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void needsTshark() {
        assumeTrue(Tshark.isInstalled(), "tshark is not installed, so nothing can be compared with it");
    }

    static Stream<Path> samples() throws IOException {
        Stream<Path> named = Arrays.stream(
                        System.getProperty("finwait.test.captures", "").split(","))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
        return Stream.of(captures("src/test/resources/captures"), captures("../samples"), named)
                .flatMap(each -> each);
    }

    private static Stream<Path> captures(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().contains(".pcap")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordedCapturesAreReadAsTsharkReadsThem(Path sample) throws IOException {
        agree(sample);
    }

    @Test
    void everyEncapsulationIsReadAsTsharkReadsIt() throws IOException {
        PcapngWriter file = new PcapngWriter(ByteOrder.LITTLE_ENDIAN).section();
        Encapsulation.ALL.forEach(each -> file.interfaceOf(each.linkType()));
        for (int i = 0; i < Encapsulation.ALL.size(); i++) {
            byte[] packet = Encapsulation.ALL.get(i).bytes();
            file.packet(i, 1_700_000_000_000_000L + i, packet, packet.length, packet.length);
        }
        Path capture = Files.write(folder.resolve("encapsulations.pcapng"), file.toArray());

        assertThat(agree(capture)).hasSameSizeAs(Encapsulation.ALL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void generatedTrafficIsReadAsTsharkReadsIt(long seed) throws IOException {
        agree(new RandomTraffic(seed).capture(500).write(folder.resolve("generated.pcap")));
    }

    static List<Long> seeds() {
        return List.of(1L, 2L, 3L);
    }

    private static List<String> agree(Path capture) throws IOException {
        List<String> lines = Tshark.lines(capture);
        assertThat(DecodedCapture.of(List.of(capture)).lines()).containsExactlyElementsOf(lines);
        return lines;
    }
}
