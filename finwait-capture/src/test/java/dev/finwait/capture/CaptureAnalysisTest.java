package dev.finwait.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Segment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From a file or a stream to what the listener is told.
@Timeout(60)
final class CaptureAnalysisTest {
    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "198.51.100.7";
    private static final long START = 1_800_000_000_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @TempDir
    private Path folder;

    /// Keeps what is told.
    private static final class Told implements CaptureListener {
        final List<ConnectionFacts> resets = new ArrayList<>();
        final List<ConnectionStory> stories = new ArrayList<>();
        final List<CaptureProgress> progress = new ArrayList<>();

        @Override
        public void reset(ConnectionFacts facts) {
            resets.add(facts);
        }

        @Override
        public void story(ConnectionStory story) {
            stories.add(story);
        }

        @Override
        public void progress(CaptureProgress now) {
            progress.add(now);
        }
    }

    /// Handshake, a request, and an active reset: five packets.
    private static TestCapture reset(TestCapture capture, long nanos, String client, int port) {
        TestSegment[] segments = {
            from(client, port).syn().sequence(1000),
            to(client, port).flags(Segment.SYN | Segment.ACK).sequence(5000).acknowledgment(1001),
            from(client, port).sequence(1001).acknowledgment(5001),
            from(client, port).sequence(1001).acknowledgment(5001).payload("GET / HTTP/1.1\r\n\r\n"),
            to(client, port).flags(Segment.RST | Segment.ACK).sequence(5001).acknowledgment(1019)
        };
        for (int i = 0; i < segments.length; i++) {
            capture.add(nanos + i * MILLI, segments[i]);
        }
        return capture;
    }

    private static TestSegment from(String client, int port) {
        return new TestSegment(client, port, SERVER, 80);
    }

    private static TestSegment to(String client, int port) {
        return new TestSegment(SERVER, 80, client, port);
    }

    private static Endpoint endpoint(String address, int port) throws IOException {
        return new Endpoint(InetAddress.getByName(address), port);
    }

    @Test
    void aFileIsReadToItsEndAndSummedUp() throws IOException {
        Path file = reset(new TestCapture(), START, CLIENT, 40000)
                .add(START + 10 * MILLI, new byte[60])
                .write(folder.resolve("one.pcap"));
        Told told = new Told();
        CaptureSummary summary = CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT, told);
        assertThat(told.resets).hasSize(1);
        ConnectionFacts facts = told.resets.get(0);
        assertThat(facts.client()).isEqualTo(endpoint(CLIENT, 40000));
        assertThat(facts.server()).isEqualTo(endpoint(SERVER, 80));
        assertThat(facts.wire()).isNotNull();
        assertThat(facts.wire().reset().at().packet()).isEqualTo(5);
        assertThat(facts.wire().conversation().requests()).isEqualTo(1);
        assertThat(summary.packets()).isEqualTo(6);
        assertThat(summary.connections()).isEqualTo(1);
        assertThat(summary.resets()).isEqualTo(1);
        assertThat(summary.seconds()).isEqualTo(0.01);
        assertThat(summary.skipped().values()).containsExactly(1L);
        assertThat(summary.evicted()).isZero();
        assertThat(told.progress).isNotEmpty();
        assertThat(told.progress.get(0).totalBytes()).isEqualTo(Files.size(file));
    }

    @Test
    void rotatedFilesAreOneCapture() throws IOException {
        byte[] all = reset(new TestCapture(), START, CLIENT, 40000).pcap();
        Path first = folder.resolve("b.pcap");
        Path second = folder.resolve("a.pcap");
        int header = 24;
        int firstPackets = header + 3 * (16 + 54);
        Files.write(first, java.util.Arrays.copyOf(all, firstPackets));
        byte[] rest = new byte[header + all.length - firstPackets];
        System.arraycopy(all, 0, rest, 0, header);
        System.arraycopy(all, firstPackets, rest, header, all.length - firstPackets);
        Files.write(second, rest);
        Told told = new Told();
        CaptureAnalysis.run(List.of(second, first), CaptureOptions.DEFAULT, told);
        assertThat(told.resets).hasSize(1);
        assertThat(told.resets.get(0).wire().handshake().isComplete()).isTrue();
    }

    @Test
    void aStreamIsReadAsAFileIs() throws IOException {
        InputStream stream = new ByteArrayInputStream(
                reset(new TestCapture(), START, CLIENT, 40000).pcap());
        Told told = new Told();
        CaptureAnalysis.run(List.of(Path.of("-")), stream, CaptureOptions.DEFAULT, told);
        assertThat(told.resets).hasSize(1);
        assertThat(told.progress)
                .isNotEmpty()
                .allSatisfy(now -> assertThat(now.totalBytes()).isEqualTo(-1));
    }

    @Test
    void aResetOnALiveStreamIsToldWhileTheStreamIsSilent() throws Exception {
        PipedOutputStream tcpdump = new PipedOutputStream();
        PipedInputStream stream = new PipedInputStream(tcpdump, 1 << 16);
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread analysis = new Thread(() -> {
            try {
                CaptureAnalysis.run(List.of(Path.of("-")), stream, CaptureOptions.DEFAULT, facts -> told.countDown());
            } catch (IOException | RuntimeException e) {
                failure.set(e);
            }
        });
        analysis.start();
        long now = System.currentTimeMillis() * MILLI;
        tcpdump.write(reset(new TestCapture(), now, CLIENT, 40000).pcap());
        tcpdump.flush();
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        tcpdump.close();
        analysis.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void theStoryOfOnePairIsToldInFull() throws Exception {
        TestCapture capture = reset(new TestCapture(), START, CLIENT, 40000);
        Path file = reset(capture, START + 20 * MILLI, CLIENT, 40001).write(folder.resolve("two.pcap"));
        Told told = new Told();
        AddressPair pair = new AddressPair(endpoint(SERVER, 80), endpoint(CLIENT, 40001));
        CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT.withStory(pair), told);
        assertThat(told.resets).hasSize(2);
        assertThat(told.stories).hasSize(1);
        ConnectionStory story = told.stories.get(0);
        assertThat(story.client()).isEqualTo(endpoint(CLIENT, 40001));
        assertThat(story.segmentsInAll()).isEqualTo(5);
        assertThat(story.facts()).isEqualTo(told.resets.get(1));
        assertThat(story.segments())
                .extracting(Segment::flagNames)
                .containsExactly("SYN", "SYN|ACK", "ACK", "ACK", "RST|ACK");
        assertThat(story.segments()).extracting(Segment::sequence).containsExactly(0L, 0L, 1L, 1L, 1L);
    }

    @Test
    void hostsPortsAndTimesChoose() throws Exception {
        TestCapture capture = new TestCapture();
        reset(capture, START, CLIENT, 40000);
        reset(capture, START + 1000 * MILLI, "192.0.2.2", 40001);
        reset(capture, START + 2000 * MILLI, "192.0.2.2", 40002);
        Path file = capture.write(folder.resolve("three.pcap"));
        CaptureOptions all = CaptureOptions.DEFAULT;
        InetAddress second = InetAddress.getByName("192.0.2.2");
        assertThat(ports(file, all.withHosts(Set.of(second)))).containsExactly(40001, 40002);
        assertThat(ports(file, all.withPorts(Set.of(40000, 40002)))).containsExactly(40000, 40002);
        assertThat(ports(file, all.withPorts(Set.of(443)))).isEmpty();
        assertThat(ports(file, all.withSince(new CaptureTime.After(Duration.ofSeconds(1)))))
                .containsExactly(40001, 40002);
        Instant until = Instant.ofEpochSecond(START / 1_000_000_000L + 2);
        assertThat(ports(file, all.withUntil(new CaptureTime.At(until)))).containsExactly(40000, 40001);
    }

    private static List<Integer> ports(Path file, CaptureOptions options) throws IOException {
        Told told = new Told();
        CaptureAnalysis.run(List.of(file), options, told);
        return told.resets.stream().map(facts -> facts.client().port()).toList();
    }

    @Test
    void aFileThatIsNoCaptureIsSaidInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a capture at all");
        assertThatThrownBy(() -> CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT, new Told()))
                .isInstanceOf(IOException.class)
                .message()
                .contains("notes.txt")
                .hasLineCount(1);
    }

    @Test
    void packetsOfALinkThatNobodyKnowsAreNoCaptureWithoutResets() throws IOException {
        int radio = 127;
        Path file = reset(new TestCapture(radio), START, CLIENT, 40000).write(folder.resolve("radio.pcap"));
        assertThatThrownBy(() -> CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT, new Told()))
                .isInstanceOf(IOException.class)
                .message()
                .contains("radio.pcap", "link type")
                .hasLineCount(1);
    }

    @Test
    void aStreamOfSuchPacketsIsCalledStandardInput() {
        byte[] capture = reset(new TestCapture(127), START, CLIENT, 40000).pcap();
        assertThatThrownBy(() -> CaptureAnalysis.run(
                        List.of(Path.of("-")), new ByteArrayInputStream(capture), CaptureOptions.DEFAULT, new Told()))
                .hasMessageStartingWith("standard input: ");
    }

    @Test
    void packetsThatAreAllCutShortAreNoCaptureWithoutResets() throws IOException {
        Path file =
                reset(new TestCapture().snapLength(40), START, CLIENT, 40000).write(folder.resolve("short.pcap"));
        assertThatThrownBy(() -> CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT, new Told()))
                .isInstanceOf(IOException.class)
                .message()
                .contains("short.pcap", "tcpdump -s 128")
                .hasLineCount(1);
    }

    @Test
    void whatTheListenerThrowsReachesTheCaller() throws IOException {
        Path file = reset(new TestCapture(), START, CLIENT, 40000).write(folder.resolve("one.pcap"));
        assertThatThrownBy(() -> CaptureAnalysis.run(List.of(file), CaptureOptions.DEFAULT, facts -> {
                    throw new IllegalArgumentException("enough");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("enough");
    }

    @Test
    void optionsRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> CaptureOptions.DEFAULT.withMaxConnections(1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CaptureOptions.DEFAULT.withPorts(Set.of(65_536)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
