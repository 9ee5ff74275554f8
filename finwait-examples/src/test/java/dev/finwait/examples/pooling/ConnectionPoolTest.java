package dev.finwait.examples.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.client.Staleness;
import dev.finwait.close.GracefulClose;
import dev.finwait.examples.Log;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ConnectionPoolTest {
    private final StringWriter out = new StringWriter();
    private ServerSocket listener;
    private ConnectionPool pool;

    @BeforeEach
    void start() throws Exception {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(60_000);
        pool = new ConnectionPool(
                new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
                new Log(new PrintWriter(out, true)));
    }

    @AfterEach
    void stop() throws Exception {
        listener.close();
        pool.close();
    }

    @Test
    void aConnectionThatIsStillOpenIsUsedAgain() throws Exception {
        Socket first = pool.take();
        pool.giveBack(first);
        try (Socket accepted = listener.accept()) {
            assertThat(pool.take()).isSameAs(first);
            first.close();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(out.toString().lines()).containsExactly("opened", "used again");
    }

    @Test
    void aConnectionThatTheServerClosedIsNotUsedAgain() throws Exception {
        Socket first = pool.take();
        CompletableFuture<Void> closing = closeNext();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Staleness.isStale(first));
        pool.giveBack(first);

        try (Socket second = pool.take()) {
            assertThat(second).isNotSameAs(first);
        }

        assertThat(first.isClosed()).isTrue();
        closing.get(60, TimeUnit.SECONDS);
        assertThat(out.toString()).contains("not used again");
    }

    @Test
    void anExchangeThatIsCutInTwoEndsItsConnection() throws Exception {
        LineClient client = new LineClient(pool);
        CompletableFuture<Void> closing = closeNext();

        assertThatThrownBy(() -> client.ask("anybody there?")).isInstanceOf(EOFException.class);
        closing.get(60, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerIsALine() throws Exception {
        CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
            try (Socket accepted = listener.accept()) {
                accepted.getOutputStream().write("answer\n".getBytes(StandardCharsets.UTF_8));
                accepted.shutdownOutput();
                accepted.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(new LineClient(pool).ask("question")).isEqualTo("answer");
        pool.close();
        answering.get(60, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> closeNext() {
        return CompletableFuture.runAsync(() -> {
            try {
                GracefulClose.close(listener.accept());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
