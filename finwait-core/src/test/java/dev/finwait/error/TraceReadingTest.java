package dev.finwait.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TraceReadingTest {
    @Test
    void theDeepestCauseOfALogEntryCountsAndTheApplicationIsNamed() {
        TraceReading found = read("""
                2026-01-01T12:00:00Z INFO  c.e.Shop - starting up (10 workers)
                2026-01-01T12:00:01Z ERROR [http-1] c.e.Shop - order 7 failed com.example.ShopException: no answer
                \tat com.example.Shop.order(Shop.java:40)
                \tat com.example.Shop.main(Shop.java:11)
                Caused by: java.io.IOException: HTTP/1.1 header parser received no bytes
                \tat java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:591)
                \tat app//com.example.net.Caller.call(Caller.java:23)
                \t... 2 more
                Caused by: java.net.SocketException: Connection reset
                \tat java.base@17.0.1/sun.nio.ch.SocketChannelImpl.throwConnectionReset(SocketChannelImpl.java:394)
                \tat java.base@17.0.1/sun.nio.ch.SocketChannelImpl.read(SocketChannelImpl.java:426)
                \tat java.net.http/jdk.internal.net.http.SocketTube.readAvailable(SocketTube.java:1170)
                \t... 3 more
                """);
        assertThat(found.reading())
                .isEqualTo(new ErrorReading(
                        SocketError.RESET_BY_PEER, Operation.READ, "java.net.SocketException: Connection reset"));
        assertThat(found.applicationFrame()).hasValue("com.example.net.Caller.call(Caller.java:23)");
    }

    @Test
    void anUncaughtExceptionIsFoundBehindItsThread() {
        TraceReading found = read("""
                Exception in thread "main" java.net.ConnectException: Connection refused\r
                \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\r
                \tat Main.main(Main.java:5)\r
                """);
        assertThat(found.reading().error()).isEqualTo(SocketError.REFUSED);
        assertThat(found.reading().operation()).isEqualTo(Operation.CONNECT);
        assertThat(found.applicationFrame()).hasValue("Main.main(Main.java:5)");
    }

    @Test
    void aNativeNettyExceptionNeedsNoFrames() {
        TraceReading found = read("""
                io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed with error(-104): Connection reset by peer
                """);
        assertThat(found.reading().error()).isEqualTo(SocketError.RESET_BY_PEER);
        assertThat(found.reading().operation()).isEqualTo(Operation.READ);
        assertThat(found.applicationFrame()).isEmpty();
    }

    @Test
    void suppressedExceptionsAndTheirCausesComeLast() {
        TraceReading found = read("""
                java.net.SocketException: Connection reset
                \tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)
                \tSuppressed: java.io.IOException: cannot close
                \t\tat com.example.A.close(A.java:1)
                \tCaused by: java.io.IOException: Broken pipe
                \t\tat com.example.A.flush(A.java:1)
                """);
        assertThat(found.reading().error()).isEqualTo(SocketError.RESET_BY_PEER);
        TraceReading only = read("""
                java.lang.IllegalStateException: cannot go on
                \tSuppressed: java.io.IOException: Broken pipe
                """);
        assertThat(only.reading().error()).isEqualTo(SocketError.BROKEN_PIPE);
    }

    @Test
    void theFirstTraceThatIsUnderstoodCounts() {
        TraceReading found = read("""
                java.lang.IllegalStateException: first
                \tat com.example.A.a(A.java:1)
                java.io.IOException: Broken pipe
                \tat java.base/sun.nio.ch.SocketDispatcher.write0(Native Method)
                \tat com.example.B.b(B.java:2)
                java.net.SocketException: Connection reset
                \tat com.example.C.c(C.java:3)
                """);
        assertThat(found.reading().error()).isEqualTo(SocketError.BROKEN_PIPE);
        assertThat(found.reading().operation()).isEqualTo(Operation.WRITE);
        assertThat(found.applicationFrame()).hasValue("com.example.B.b(B.java:2)");
    }

    @Test
    void aLogOfAnotherLanguageIsReadLineByLine() {
        assertThat(read("starting\n[error] 7#7: *1 recv() failed (104: Connection reset by peer), client: 10.0.0.1\n")
                        .reading())
                .satisfies(reading -> {
                    assertThat(reading.error()).isEqualTo(SocketError.RESET_BY_PEER);
                    assertThat(reading.operation()).isEqualTo(Operation.READ);
                });
        assertThat(read("Traceback (most recent call last):\nConnectionResetError: [Errno 104] ...\n")
                        .reading()
                        .error())
                .isEqualTo(SocketError.RESET_BY_PEER);
    }

    @Test
    void aTextWithoutAnErrorSaysNothing() {
        assertThat(TraceReading.of("")).isEmpty();
        assertThat(TraceReading.of("all is well\nno connection reset was seen today\n"))
                .isEmpty();
        assertThat(TraceReading.of("java.lang.NullPointerException: x\n\tat (broken frame\n\tat ()\n"))
                .isEmpty();
    }

    private static TraceReading read(String text) {
        return TraceReading.of(text).orElseThrow();
    }
}
