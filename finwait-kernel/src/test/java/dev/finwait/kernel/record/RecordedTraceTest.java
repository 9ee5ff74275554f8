package dev.finwait.kernel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.SocketErrorReport;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedTraceTest {
    private static final Endpoint CLIENT = endpoint("2001:db8::7", 40000);
    private static final Endpoint SERVER = endpoint("2001:db8::1", 443);
    private static final Moment AT = new Moment(1_795_872_612_779_046_871L, 0);
    private static final ProcessIdentity NGINX =
            new ProcessIdentity(42, "nginx", "nginx: worker \"process\"\t\u202e", null, "nginx.service");
    private static final ProcessIdentity OTHER = new ProcessIdentity(7, "cc1", null, "4faf", null);
    private static final KernelFacts FULL = new KernelFacts(
            Side.SERVER,
            new SentReset(AT, Side.SERVER, "TCP_TIMEWAIT_SOCKET", null, Context.INTERRUPT, OTHER),
            new Moment(AT.nanos() + 1, 0),
            3,
            List.of(new StateChange(
                    new Moment(AT.nanos() - 5, 0),
                    Side.SERVER,
                    "TCP_ESTABLISHED",
                    "TCP_FIN_WAIT1",
                    Context.PROCESS,
                    NGINX)),
            List.of(new SocketErrorReport(new Moment(AT.nanos() + 2, 0), Side.CLIENT, 104)),
            new Closing(new Moment(AT.nanos() - 5, 0), Side.SERVER, NGINX, true, 10, 0, 65_000_000_000L),
            new Counters(1, 0, 0, 0, 0, -1, 1));
    private static final KernelFacts ONLY_RECEIVED =
            new KernelFacts(null, null, AT, 0, List.of(), List.of(), null, Counters.UNKNOWN);

    @TempDir
    private Path folder;

    private static Endpoint endpoint(String host, int port) {
        return new Endpoint(InetAddress.ofLiteral(host), port);
    }

    private Path record(KernelFacts... all) throws IOException {
        Path file = folder.resolve("trace.jsonl");
        try (TraceRecorder recorder = TraceRecorder.create(file)) {
            for (KernelFacts facts : all) {
                recorder.write(new ConnectionFacts(CLIENT, SERVER, true, null, facts, Surroundings.ALONE));
            }
            recorder.flush();
        }
        return file;
    }

    private RecordedTrace written(String text) throws IOException {
        return RecordedTrace.read(Files.writeString(folder.resolve("written.jsonl"), text));
    }

    @Test
    void whatWasRecordedIsReadAgain() throws IOException {
        RecordedTrace trace = RecordedTrace.read(record(FULL));
        assertThat(trace.resets()).containsExactly(new RecordedReset(CLIENT, SERVER, true, FULL));
        assertThat(trace.resets().getFirst().connection().kernel()).isEqualTo(FULL);
        assertThat(trace.find(CLIENT, SERVER, AT)).contains(FULL);
    }

    @Test
    void aResetThatOnlyArrivedIsReadAgain() throws IOException {
        assertThat(RecordedTrace.read(record(ONLY_RECEIVED)).find(CLIENT, SERVER, AT))
                .contains(ONLY_RECEIVED);
    }

    @Test
    void ofSeveralConnectionsBetweenTheSameEndsTheNearestIsFound() throws IOException {
        KernelFacts later = new KernelFacts(
                null,
                null,
                new Moment(AT.nanos() + 3_000_000_000L, 0),
                0,
                List.of(),
                List.of(),
                null,
                Counters.UNKNOWN);
        RecordedTrace trace = RecordedTrace.read(record(FULL, later));
        assertThat(trace.find(CLIENT, SERVER, new Moment(AT.nanos() + 2_000_000_000L, 9)))
                .contains(later);
        assertThat(trace.find(CLIENT, SERVER, new Moment(AT.nanos() + 9_000_000_000L, 9)))
                .isEmpty();
        assertThat(trace.find(CLIENT, endpoint("2001:db8::1", 80), AT)).isEmpty();
    }

    @Test
    void whoeverKnowsBetterWhoDialledGetsTheSidesAccordingly() throws IOException {
        KernelFacts turned = RecordedTrace.read(record(FULL))
                .find(/* client= */ SERVER, /* server= */ CLIENT, AT)
                .orElseThrow();
        assertThat(turned.local()).isEqualTo(Side.CLIENT);
        assertThat(turned.sent().from()).isEqualTo(Side.CLIENT);
        assertThat(turned.history().getFirst().socket()).isEqualTo(Side.CLIENT);
        assertThat(turned.errors().getFirst().socket()).isEqualTo(Side.SERVER);
        assertThat(turned.closing().side()).isEqualTo(Side.CLIENT);
    }

    @Test
    void linesOfOneEventEachAreReadToo() throws IOException {
        String line = "{\"comm\": \"python3\", \"tid\": 1424, \"src\": \"127.19.177.1:9000\", \"dst\":"
                + " \"127.19.177.2:52667\", \"state\": \"TCP_CLOSE\", \"reason\": \"TCP_STATE\", \"epoch\": 1795334682.46";
        RecordedTrace trace = written(line + "8141}\n" + line + "9141}\n\n" + line.replace(":9000", ":9001") + "}\n");
        assertThat(trace.resets()).hasSize(2);
        KernelFacts facts = trace.find(
                        endpoint("127.19.177.2", 52667),
                        endpoint("127.19.177.1", 9000),
                        new Moment(1_795_334_682_468_000_000L, 1))
                .orElseThrow();
        assertThat(facts.sent().reason()).isEqualTo("TCP_STATE");
        assertThat(facts.sent().from()).isEqualTo(Side.SERVER);
        assertThat(facts.sent().at().nanos()).isEqualTo(1_795_334_682_468_141_000L);
        assertThat(facts.sent().process().name()).isEqualTo("python3");
        assertThat(facts.moreSent()).isEqualTo(1);
    }

    @Test
    void aLineThatWasCutOffIsLeftOut() throws IOException {
        Path file = record(FULL, FULL);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));
        assertThat(RecordedTrace.read(file).resets()).hasSize(1);
    }

    @Test
    void whatIsNoTraceIsSaidWithItsLine() {
        assertThatThrownBy(() -> written("{\"a\":1}\n{}\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> written("hello\n")).hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> written("[1]\n")).hasMessageContaining("not a JSON object");
        String bad = "{\"type\":\"kernel\",\"client\":\"1.2.3.4:1\",\"server\":\"x:y\"}\n";
        assertThatThrownBy(() -> written(bad)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> written(bad.replace("x:y", "1.2.3.4:2"))).hasMessageContaining("neither of a reset");
    }

    @Test
    void linesOfOtherKindsArePassedOver() throws IOException {
        assertThat(written("{\"type\":\"summary\",\"resets\":3}\n").resets()).isEmpty();
    }

    @Test
    void noFileIsOverwritten() throws IOException {
        Path file = record(FULL);
        assertThatThrownBy(() -> TraceRecorder.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
