package dev.finwait.lab.vanish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.CloseReport;
import dev.finwait.close.GracefulClose;
import dev.finwait.close.LingerPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A peer that vanishes without a word: its network cable is pulled. Both ends live in namespaces of the test's own.
/// Root only: says so when it is skipped.
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class VanishedPeerTest {
    private static final String CLOSER = "198.51.100.1";
    private static final String PEER = "198.51.100.2";

    private final String here = "finwait-a" + ProcessHandle.current().pid();
    private final String there = "finwait-b" + ProcessHandle.current().pid();
    private final List<Process> children = new ArrayList<>();

    @BeforeEach
    void connectTwoNamespaces() throws Exception {
        boolean permitted = ip("netns", "add", here);
        if (!permitted) {
            System.out.println("VanishedPeerTest skipped: namespaces need root and iproute2");
        }
        assumeTrue(permitted, "namespaces need root and iproute2");
        assertThat(ip("netns", "add", there)).isTrue();
        assertThat(ip("-n", here, "link", "add", "cable", "type", "veth", "peer", "name", "cable", "netns", there))
                .isTrue();
        assertThat(ip("-n", here, "addr", "add", CLOSER + "/24", "dev", "cable"))
                .isTrue();
        assertThat(ip("-n", there, "addr", "add", PEER + "/24", "dev", "cable")).isTrue();
        assertThat(ip("-n", here, "link", "set", "cable", "up")).isTrue();
        assertThat(ip("-n", there, "link", "set", "cable", "up")).isTrue();
    }

    @AfterEach
    void removeThem() throws Exception {
        children.forEach(Process::destroyForcibly);
        for (Process child : children) {
            child.waitFor();
        }
        ip("netns", "del", here);
        ip("netns", "del", there);
    }

    @ParameterizedTest
    @EnumSource
    void theIdleLimitEndsTheCloseAndNobodyClaimsDelivery(Way way) throws Exception {
        Process closer = java(here, Closer.class, way.name());
        BufferedReader said = reader(closer);
        String port = String.valueOf(said.readLine());
        Process peer = java(there, Peer.class, port);
        assertThat(reader(peer).readLine()).isEqualTo("connected");
        assertThat(said.readLine()).isEqualTo("accepted");

        assertThat(ip("-n", there, "link", "set", "cable", "down")).isTrue();
        closer.getOutputStream().write('\n');
        closer.getOutputStream().flush();

        assertThat(said.readLine()).isEqualTo("IDLE_LIMIT");
        assertThat(said.readLine()).isEqualTo("delivery unknown, 1000 unsent");
    }

    /// How the connection is closed whose peer has vanished.
    enum Way {
        SOCKET {
            @Override
            CloseReport close(Socket accepted) throws IOException {
                accepted.getOutputStream().write(new byte[1000]);
                return GracefulClose.close(accepted, BUDGET);
            }
        },
        CHANNEL {
            @Override
            CloseReport close(Socket accepted) throws IOException {
                accepted.getChannel().write(ByteBuffer.allocate(1000));
                return GracefulClose.close(accepted.getChannel(), BUDGET);
            }
        },
        POOL {
            @Override
            CloseReport close(Socket accepted) throws IOException {
                accepted.getChannel().write(ByteBuffer.allocate(1000));
                return LingerPool.shared()
                        .close(accepted.getChannel(), BUDGET)
                        .toCompletableFuture()
                        .join();
            }
        },
        POOL_THAT_SENDS {
            @Override
            CloseReport close(Socket accepted) {
                return LingerPool.shared()
                        .sendAndClose(accepted, BUDGET, ByteBuffer.allocate(1000))
                        .toCompletableFuture()
                        .join()
                        .close();
            }
        };

        private static final CloseBudget BUDGET = CloseBudget.DEFAULT.withIdle(Duration.ofMillis(700));

        abstract CloseReport close(Socket accepted) throws IOException;

        boolean takesChannels() {
            return this == CHANNEL || this == POOL;
        }
    }

    private Process java(String namespace, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        return child;
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static boolean ip(String... args) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(args));
        try {
            Process ip = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ip.waitFor(20, TimeUnit.SECONDS) && ip.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Accepts, and sends an answer and closes gracefully when told to.
    static final class Closer {
        private Closer() {}

        public static void main(String[] args) throws IOException {
            Way way = Way.valueOf(args[0]);
            try (ServerSocketChannel channels = ServerSocketChannel.open();
                    ServerSocket plain = new ServerSocket()) {
                ServerSocket listener = way.takesChannels() ? channels.socket() : plain;
                listener.bind(new InetSocketAddress(InetAddress.ofLiteral(CLOSER), 0), 1);
                System.out.println(listener.getLocalPort());
                Socket accepted = way.takesChannels() ? channels.accept().socket() : listener.accept();
                System.out.println("accepted");
                System.in.read();
                CloseReport report = way.close(accepted);
                System.out.println(report.outcome().name());
                System.out.println("delivery " + report.delivery() + ", "
                        + report.bytesUnsent().orElseThrow() + " unsent");
            }
        }
    }

    /// Connects and does nothing, until it is ended or has waited long enough.
    static final class Peer {
        private Peer() {}

        public static void main(String[] args) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral(CLOSER), Integer.parseInt(args[0])));
                System.out.println("connected");
                System.in.read();
            }
        }
    }
}
