package dev.finwait.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Exceptions and texts that cannot be provoked here: of other systems, of libraries, and chains of several.
final class ErrorReadingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recvAddress(..) failed with error(-104): Connection reset by peer | RESET_BY_PEER | READ",
                "readAddress(..) failed: Connection reset by peer | RESET_BY_PEER | READ",
                "syscall:read(..) failed: Connection reset by peer | RESET_BY_PEER | READ",
                "syscall:writev(..) failed: Broken pipe | BROKEN_PIPE | WRITE",
                "writeAddress(..) failed: Connection reset by peer | RESET_BY_PEER | WRITE",
                "finishConnect(..) failed: Connection refused: localhost/127.0.0.1:1 | REFUSED | CONNECT",
                "recvAddress(..) failed with error(-54): irgendein Text | RESET_BY_PEER | READ",
                "Connection reset by peer: socket write error | RESET_BY_PEER | WRITE",
                "Software caused connection abort: recv failed | ABORTED_LOCALLY | READ",
                "An existing connection was forcibly closed by the remote host. | RESET_BY_PEER | UNKNOWN",
                "An established connection was aborted by the software in your host machine | ABORTED_LOCALLY | UNKNOWN",
                "Eine vorhandene Verbindung wurde vom Remotehost geschlossen (10054) | RESET_BY_PEER | UNKNOWN",
                "WSARecv: Fehler, error: 10054 | RESET_BY_PEER | UNKNOWN",
                "WSAGetLastError 10053 | ABORTED_LOCALLY | UNKNOWN",
                "[WinError 10061] Es konnte keine Verbindung hergestellt werden | REFUSED | UNKNOWN",
                "[Errno 104] Connection reset by peer | RESET_BY_PEER | UNKNOWN",
                "Connection reset by peer (os error 104) | RESET_BY_PEER | UNKNOWN",
                "Verbindungsaufbau abgelehnt (os error 111) | REFUSED | UNKNOWN",
                "read ECONNRESET | RESET_BY_PEER | READ",
                "write EPIPE | BROKEN_PIPE | WRITE",
                "connect ECONNREFUSED 127.0.0.1:80 | REFUSED | CONNECT",
                "socket hang up | UNEXPECTED_END | READ",
                "read tcp 10.0.0.1:5000->10.0.0.2:80: read: connection reset by peer | RESET_BY_PEER | READ",
                "recv() failed (104: Connection reset by peer) while reading response header | RESET_BY_PEER | READ",
                "java.net.SocketException: Connection reset | RESET_BY_PEER | UNKNOWN",
                "HTTP/1.1 header parser received no bytes | UNEXPECTED_END | READ",
                "java.nio.channels.ClosedChannelException | CLOSED_LOCALLY | UNKNOWN",
                "connection timed out after 30000 ms: /10.0.0.1:80 | TIMED_OUT | UNKNOWN",
            })
    void aTextIsRead(String text, SocketError error, Operation operation) {
        ErrorReading reading = ErrorReading.ofText(text);
        assertThat(reading.error()).isEqualTo(error);
        assertThat(reading.operation()).isEqualTo(operation);
        assertThat(reading.evidence()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tag mismatch",
                "",
                "Eine vorhandene Verbindung wurde vom Remotehost geschlossen",
                "接続が既存のリモート ホストに強制的に切断されました。",
                "localhost:10054",
                "took 10054 ms",
                "status code 104",
                "error 999999999999",
                "errno",
                "errno 4711",
                "(10054x)",
            })
    void whatIsNotUnderstoodIsUnknown(String text) {
        assertThat(ErrorReading.ofText(text).error()).isEqualTo(SocketError.UNKNOWN);
    }

    @Test
    void aTagMismatchIsNoSocketError() {
        SSLException thrown = new SSLException("Tag mismatch", new AEADBadTagException("Tag mismatch"));
        assertThat(SocketError.of(thrown)).isEqualTo(SocketError.UNKNOWN);
    }

    @Test
    void theDeepestRecognizedCauseCounts() {
        Throwable thrown = new CompletionException(new IOException(
                "HTTP/1.1 header parser received no bytes",
                new SocketException("Connection reset").initCause(new IllegalStateException("irrelevant"))));
        assertThat(ErrorReading.of(thrown).error()).isEqualTo(SocketError.RESET_BY_PEER);
        assertThat(ErrorReading.of(thrown).evidence()).isEqualTo("java.net.SocketException: Connection reset");
    }

    @Test
    void aClosedChannelBeneathIsNotTheError() {
        Throwable refused = new ConnectException().initCause(new ClosedChannelException());
        assertThat(SocketError.of(refused)).isEqualTo(SocketError.CONNECT_FAILED);
        Throwable reset = new SSLException("Connection reset", new SocketException("Socket closed"));
        assertThat(SocketError.of(reset)).isEqualTo(SocketError.RESET_BY_PEER);
    }

    @Test
    void aSuppressedExceptionCountsOnlyWhenNothingElseDoes() {
        Exception wrapped = new Exception("cannot load the page");
        wrapped.addSuppressed(new IOException("Broken pipe"));
        assertThat(SocketError.of(wrapped)).isEqualTo(SocketError.BROKEN_PIPE);
        Exception reset = new SocketException("Connection reset");
        reset.addSuppressed(new IOException("Broken pipe"));
        assertThat(SocketError.of(reset)).isEqualTo(SocketError.RESET_BY_PEER);
    }

    @Test
    void aChainThatRunsInACircleEnds() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(SocketError.of(first)).isEqualTo(SocketError.UNKNOWN);
    }

    @Test
    void proseThatContainsTheWordsIsNoError() {
        assertThat(SocketError.of(new IllegalStateException("no handler for connection reset notifications")))
                .isEqualTo(SocketError.UNKNOWN);
        assertThat(SocketError.of(new IllegalArgumentException("duplicate key (10054)")))
                .isEqualTo(SocketError.UNKNOWN);
    }

    @Test
    void aWholePartOfAForeignMessageIsAnError() {
        assertThat(SocketError.of(new IllegalStateException("call failed: java.io.IOException: Broken pipe")))
                .isEqualTo(SocketError.BROKEN_PIPE);
        assertThat(SocketError.of(new UncheckedIOException(new IOException("x"))))
                .isEqualTo(SocketError.UNKNOWN);
    }

    @Test
    void aTypeSpeaksWhereTheTextDoesNot() {
        assertThat(SocketError.of(new SocketTimeoutException("nach 3 s"))).isEqualTo(SocketError.TIMED_OUT);
        assertThat(SocketError.of(new NoRouteToHostException())).isEqualTo(SocketError.UNREACHABLE);
        assertThat(SocketError.of(new EOFException())).isEqualTo(SocketError.UNEXPECTED_END);
        assertThat(SocketError.of(new ClosedChannelException() {})).isEqualTo(SocketError.CLOSED_LOCALLY);
    }

    @ParameterizedTest
    @CsvSource({
        "io.netty.channel.StacklessClosedChannelException, CLOSED_LOCALLY, UNKNOWN",
        "io.netty.handler.timeout.ReadTimeoutException, TIMED_OUT, READ",
        "io.netty.handler.timeout.WriteTimeoutException, TIMED_OUT, WRITE",
        "java.net.http.HttpConnectTimeoutException, TIMED_OUT, CONNECT",
        "java.net.PortUnreachableException, REFUSED, UNKNOWN",
        "org.apache.http.NoHttpResponseException, UNEXPECTED_END, READ",
        "java.lang.IllegalStateException, UNKNOWN, UNKNOWN",
    })
    void aTypeOfALibraryIsKnownByItsName(String name, SocketError error, Operation operation) {
        ErrorReading reading = ErrorReading.ofText(name);
        assertThat(reading.error()).isEqualTo(error);
        assertThat(reading.operation()).isEqualTo(operation);
    }
}
