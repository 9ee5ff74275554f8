package dev.finwait.examples.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.abort.Abort;
import dev.finwait.examples.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class RelayServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final StringWriter out = new StringWriter();

    @Test
    void aHalfCloseReachesTheOtherSideAndTheAnswerStillComesBack() throws Exception {
        try (ServerSocket target = listen();
                RelayServer relay = relayTo(target.getLocalPort());
                Socket client = connect(relay);
                Socket server = target.accept()) {
            server.setSoTimeout(60_000);
            client.getOutputStream().write("question".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();

            assertThat(server.getInputStream().readAllBytes()).asString().isEqualTo("question");

            server.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
            server.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
        }
    }

    @Test
    void aResetOfTheServerIsAResetToTheClient() throws Exception {
        try (ServerSocket target = listen();
                RelayServer relay = relayTo(target.getLocalPort());
                Socket client = connect(relay);
                Socket server = target.accept()) {
            Abort.reset(server);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aServerThatCannotBeReachedIsAResetToTheClient() throws Exception {
        int nobody;
        try (ServerSocket gone = listen()) {
            nobody = gone.getLocalPort();
        }
        try (RelayServer relay = relayTo(nobody);
                Socket client = connect(relay)) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> out.toString().contains("cannot be reached"));
        }
    }

    private static ServerSocket listen() throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(60_000);
        return listener;
    }

    private RelayServer relayTo(int port) throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new RelayServer(ANY_PORT, target, new Log(new PrintWriter(out, true)));
    }

    private static Socket connect(RelayServer relay) throws Exception {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        client.setSoTimeout(60_000);
        return client;
    }
}
