package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class AnnouncementTest {
    private record Told(CloseReport report, SocketAddress peer) {}

    @TempDir
    private Path directory;

    /// Closes a connection whose peer has sent some bytes and closed.
    private static Told closeConnection(int bytes) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            client.getOutputStream().write(new byte[bytes]);
            client.shutdownOutput();
            SocketAddress peer = server.getRemoteSocketAddress();
            return new Told(GracefulClose.close(server), peer);
        }
    }

    @Test
    void aListenerIsToldTheReportAndThePeer() throws Exception {
        List<Told> told = new CopyOnWriteArrayList<>();
        CloseListener listener = (report, peer) -> told.add(new Told(report, peer));
        CloseListeners.add(listener);
        Told closed;
        try {
            closed = closeConnection(10);
        } finally {
            assertThat(CloseListeners.remove(listener)).isTrue();
        }

        assertThat(told).contains(closed);
        assertThat(told).doesNotContain(closeConnection(11));
        assertThat(CloseListeners.remove(listener)).isFalse();
    }

    @Test
    void aCloseByAPoolIsAnnouncedOnce() throws Exception {
        List<Told> told = new CopyOnWriteArrayList<>();
        CloseListener listener = (report, peer) -> told.add(new Told(report, peer));
        CloseListeners.add(listener);
        try (Connections connections = new Connections();
                LingerPool pool = LingerPool.create()) {
            Connections.Connection one = connections.open(1).get(0);
            SocketAddress peer = one.ours().getRemoteAddress();
            CompletionStage<CloseReport> stage = pool.close(one.ours());
            one.peer().close();
            CloseReport report = stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(told).filteredOn(new Told(report, peer)::equals).hasSize(1);
        } finally {
            CloseListeners.remove(listener);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheCloseNorTheOthers() throws Exception {
        List<CloseReport> told = new CopyOnWriteArrayList<>();
        CloseListener faulty = (report, peer) -> {
            throw new IllegalStateException("a mistake");
        };
        CloseListener sound = (report, peer) -> told.add(report);
        CloseListeners.add(faulty);
        CloseListeners.add(sound);
        try {
            CloseReport report = closeConnection(5).report();
            assertThat(report.outcome()).isEqualTo(CloseOutcome.PEER_CLOSED);
            assertThat(told).contains(report);
        } finally {
            CloseListeners.remove(faulty);
            CloseListeners.remove(sound);
        }
    }

    @Test
    void aSocketThatWasClosedBeforeIsAnnouncedWithoutAPeer() throws Exception {
        List<Told> told = new CopyOnWriteArrayList<>();
        CloseListener listener = (report, peer) -> told.add(new Told(report, peer));
        Socket closed = new Socket();
        closed.close();
        CloseListeners.add(listener);
        try {
            GracefulClose.close(closed);
        } finally {
            CloseListeners.remove(listener);
        }

        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.report().outcome()).isEqualTo(CloseOutcome.ALREADY_CLOSED);
            assertThat(one.peer()).isNull();
        });
    }

    @Test
    void noListenerIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> CloseListeners.add(null));
    }

    @Test
    void aRecordingHoldsTheReport() throws Exception {
        Path file = directory.resolve("close.jfr");
        Told closed;
        try (Recording recording = new Recording()) {
            recording.enable("dev.finwait.Close");
            recording.start();
            closed = closeConnection(1234);
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.finwait.Close"))
                .filter(event -> event.getLong("bytesDrained") == 1234)
                .toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("outcome")).isEqualTo("PEER_CLOSED");
            assertThat(event.getString("peer")).isEqualTo(closed.peer().toString());
            assertThat(event.getDuration("elapsed")).isEqualTo(closed.report().elapsed());
            assertThat(event.getLong("bytesUnread")).isZero();
            assertThat(event.getLong("bytesUnsent")).isEqualTo(-1);
            assertThat(event.getString("delivery")).isEqualTo("unknown");
            assertThat(event.getString("wouldHaveReset")).isEqualTo("YES");
            assertThat(event.getString("source")).isEqualTo("AVAILABLE");
            assertThat(event.getString("error")).isNull();
            assertThat(event.getStackTrace().getFrames())
                    .anyMatch(frame -> frame.getMethod().getName().equals("closeConnection"));
        });
    }
}
