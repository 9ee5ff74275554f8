package dev.finwait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.Side;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Real resets, told by the kernel that sent them. Root only: says so when it is skipped.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class KernelWatchTest {
    private final Heard heard = new Heard();
    private KernelWatch watch;
    private ServerSocket listener;

    @BeforeEach
    void watchAndListen() throws IOException {
        try {
            watch = KernelWatch.open(WatchOptions.DEFAULT, heard);
        } catch (IOException e) {
            System.out.println("KernelWatchTest skipped: " + e.getMessage());
            assumeTrue(false, e.getMessage());
        }
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void end() throws IOException {
        if (watch != null) {
            watch.close();
            listener.close();
            assertThat(heard.failures).isEmpty();
        }
    }

    private ConnectionFacts toldOf(int clientPort) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> heard.facts.stream()
                                .filter(facts -> facts.client().port() == clientPort)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static void closeNow(Closeable end) throws IOException {
        end.close();
    }

    private static KernelFacts kernel(ConnectionFacts facts) {
        assertThat(facts.kernel()).isNotNull();
        return facts.kernel();
    }

    @Test
    void aCloseWithUnreadDataIsTheProcesssThatClosed() throws IOException {
        try (SocketChannel client = SocketChannel.open(listener.getLocalSocketAddress());
                Socket server = listener.accept()) {
            int port = client.socket().getLocalPort();
            server.getOutputStream().write(new byte[100]);
            await().until(() -> client.socket().getInputStream().available() > 0);
            closeNow(client);
            ConnectionFacts facts = toldOf(port);
            KernelFacts kernel = kernel(facts);
            assertThat(facts.rolesSeen()).isTrue();
            assertThat(facts.server().port()).isEqualTo(listener.getLocalPort());
            assertThat(kernel.local()).isNull();
            assertThat(kernel.sent().from()).isEqualTo(Side.CLIENT);
            assertThat(kernel.sent().context()).isEqualTo(Context.PROCESS);
            assertThat(kernel.sent().process().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(kernel.closing().process().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(kernel.closing().exiting()).isFalse();
            assertThat(kernel.closing().unread()).isEqualTo(100);
            assertThat(kernel.closing().unsent()).isZero();
            assertThat(kernel.counters().abortOnClose()).isNotZero();
            assertThat(kernel.counters().outRsts()).isNotZero();
        }
    }

    @Test
    void lingerZeroMovesTheCounterOfAbortsOnData() throws IOException {
        try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            server.setSoLinger(true, 0);
            closeNow(server);
            KernelFacts kernel = kernel(toldOf(client.getLocalPort()));
            assertThat(kernel.sent().from()).isEqualTo(Side.SERVER);
            assertThat(kernel.counters().abortOnData()).isNotZero();
            assertThat(kernel.errors())
                    .extracting(KernelFacts.SocketErrorReport::errno)
                    .contains(104);
        }
    }

    @Test
    void aLateByteNamesWhoHadClosed() throws IOException {
        try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            int port = client.getLocalPort();
            closeNow(server);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.getOutputStream().write(1);
            KernelFacts kernel = kernel(toldOf(port));
            assertThat(kernel.sent().from()).isEqualTo(Side.SERVER);
            assertThat(kernel.sent().context()).isEqualTo(Context.INTERRUPT);
            assertThat(kernel.closing().side()).isEqualTo(Side.SERVER);
            assertThat(kernel.closing().process().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(kernel.closing().at()).isLessThan(kernel.sent().at());
        }
    }

    @Test
    void aRefusedConnectIsTold() throws IOException {
        int port = listener.getLocalPort();
        listener.close();
        try (SocketChannel client = SocketChannel.open()) {
            client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int clientPort = client.socket().getLocalPort();
            try {
                client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                assumeTrue(false, "somebody else listens on the port meanwhile");
            } catch (SocketException refused) {
                ConnectionFacts facts = toldOf(clientPort);
                assertThat(facts.server().port()).isEqualTo(port);
                assertThat(kernel(facts).closing()).isNull();
                assertThat(kernel(facts).history())
                        .anySatisfy(change -> assertThat(change.from()).isEqualTo("TCP_LISTEN"));
            }
        }
    }

    @Test
    void aKilledProcessIsNamedAndSaidToHaveEnded() throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Idler.class.getName(),
                        Integer.toString(listener.getLocalPort()))
                .inheritIO()
                .start();
        try (Socket server = listener.accept()) {
            server.getOutputStream().write(new byte[1000]);
            InputStream ready = server.getInputStream();
            assertThat(ready.read()).isEqualTo('r');
            reader.destroyForcibly().waitFor();
            KernelFacts kernel = kernel(toldOf(server.getPort()));
            assertThat(kernel.sent().from()).isEqualTo(Side.CLIENT);
            assertThat(kernel.closing().exiting()).isTrue();
            assertThat(kernel.closing().process().pid()).isEqualTo(reader.pid());
            assertThat(kernel.closing().process().name()).isEqualTo("java");
        }
    }

    @Test
    void whatWaitsForAcceptIsResetByTheListenersClose() throws IOException {
        try (SocketChannel client = SocketChannel.open(listener.getLocalSocketAddress())) {
            client.write(ByteBuffer.allocate(10));
            listener.close();
            ConnectionFacts facts = toldOf(client.socket().getLocalPort());
            assertThat(kernel(facts).sent().from()).isEqualTo(Side.SERVER);
            assertThat(kernel(facts).history()).anySatisfy(change -> {
                assertThat(change.from()).isEqualTo("TCP_LISTEN");
                assertThat(change.process().pid())
                        .isEqualTo(ProcessHandle.current().pid());
            });
            assertThat(facts.surroundings().resetsAtOnceUnused()).isEqualTo(1);
        }
    }

    @Test
    void anEndedWatchHasToldEverything() throws IOException {
        try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            server.setSoLinger(true, 0);
            closeNow(server);
            await().until(() -> {
                watch.close();
                return watch.statistics().events() > 0;
            });
            assertThat(heard.facts).extracting(facts -> facts.client().port()).contains(client.getLocalPort());
        }
    }

    private static final class Heard implements WatchListener {
        final List<ConnectionFacts> facts = new CopyOnWriteArrayList<>();
        final List<IOException> failures = new CopyOnWriteArrayList<>();

        @Override
        public void reset(ConnectionFacts told) {
            facts.add(told);
        }

        @Override
        public void lost(long events) {
            System.out.println("KernelWatchTest: " + events + " events were lost");
        }

        @Override
        public void note(String note) {
            System.out.println("KernelWatchTest: " + note);
        }

        @Override
        public void failed(IOException why) {
            failures.add(why);
        }
    }

    /// Connects, reads nothing, says so, and waits to be killed.
    static final class Idler {
        private Idler() {}

        public static void main(String[] args) throws Exception {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
                while (socket.getInputStream().available() < 1000) {
                    Thread.onSpinWait();
                }
                socket.getOutputStream().write('r');
                Thread.sleep(Duration.ofMinutes(1));
            }
        }
    }
}
