package dev.finwait.bench.early;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.GracefulClose;
import dev.finwait.close.LastBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class RawClientTest {
    @ParameterizedTest
    @EnumSource(Order.class)
    void anAnswerBehindAGracefulCloseIsFullForCarefulAndNaiveClients(Order order) throws Exception {
        try (ClosingServer server = new ClosingServer("413 No", RawClientTest::closeGracefully)) {
            Ending ending = RawClient.exchange(server.address(), upload(Answer.BIG, order, 0));

            assertThat(ending).isEqualTo(new Ending(Ending.Kind.FULL, false));
            assertThat(ending.fullForNaive()).isTrue();
        }
    }

    @Test
    void aPacedUploadArrivesToo() throws Exception {
        try (ClosingServer server = new ClosingServer("413 No", RawClientTest::closeGracefully)) {
            Upload paced = upload(Answer.SMALL, Order.WRITES_FIRST, 4_000_000);

            assertThat(RawClient.exchange(server.address(), paced).kind()).isEqualTo(Ending.Kind.FULL);
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void aResetBeforeTheAnswerLeavesNothing(Order order) throws Exception {
        try (ClosingServer server = new ClosingServer("413 No", (socket, answer) -> reset(socket))) {
            assertThat(RawClient.exchange(server.address(), upload(Answer.SMALL, order, 0))
                            .kind())
                    .isEqualTo(Ending.Kind.NOTHING);
        }
    }

    @Test
    void anAnswerThatEndsEarlyIsPartial() throws Exception {
        try (ClosingServer server = new ClosingServer("413 No", (socket, answer) -> {
            socket.getOutputStream().write(answer, 0, answer.length - 1);
            GracefulClose.close(socket);
        })) {
            Ending ending = RawClient.exchange(server.address(), upload(Answer.SMALL, Order.WRITES_FIRST, 0));

            assertThat(ending.kind()).isEqualTo(Ending.Kind.PARTIAL);
            assertThat(ending.full()).isFalse();
        }
    }

    @Test
    void anotherStatusIsNotTheAnswer() throws Exception {
        try (ClosingServer server = new ClosingServer("500 Oh", RawClientTest::closeGracefully)) {
            assertThat(RawClient.exchange(server.address(), upload(Answer.SMALL, Order.WRITES_FIRST, 0))
                            .kind())
                    .isEqualTo(Ending.Kind.OTHER);
        }
    }

    @Test
    void aServerThatNeitherReadsNorWritesIsAMutualWait() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (ClosingServer server = new ClosingServer("413 No", (socket, answer) -> {
            await(seen);
            reset(socket);
        })) {
            Upload large = new Upload(32, Answer.SMALL, Order.WRITES_FIRST, 0);

            assertThat(RawClient.exchange(server.address(), large).kind()).isEqualTo(Ending.Kind.MUTUAL_WAIT);
            seen.countDown();
        }
    }

    @Test
    void nobodyThereIsNoAnswer() throws Exception {
        // Bound and not listening: nobody else can take the port meanwhile.
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress nobody = (InetSocketAddress) silent.getLocalSocketAddress();
            assertThat(RawClient.exchange(nobody, upload(Answer.SMALL, Order.WRITES_FIRST, 0)))
                    .isEqualTo(new Ending(Ending.Kind.OTHER, false));
        }
    }

    static void closeGracefully(Socket socket, byte[] answer) {
        GracefulClose.sendAndClose(socket, LastBytes.of(ByteBuffer.wrap(answer)));
    }

    private static Upload upload(Answer answer, Order order, int bytesPerSecond) {
        return new Upload(8, answer, order, bytesPerSecond);
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
