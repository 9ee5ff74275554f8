package dev.finwait.error;

import static dev.finwait.error.OperatingSystem.LINUX;
import static dev.finwait.error.OperatingSystem.MACOS;
import static dev.finwait.error.OperatingSystem.WINDOWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "LINUX, 104, ECONNRESET, RESET_BY_PEER",
        "MACOS, 54, ECONNRESET, RESET_BY_PEER",
        "WINDOWS, 10054, WSAECONNRESET, RESET_BY_PEER",
        "LINUX, 32, EPIPE, BROKEN_PIPE",
        "MACOS, 32, EPIPE, BROKEN_PIPE",
        "WINDOWS, 10053, WSAECONNABORTED, ABORTED_LOCALLY",
        "WINDOWS, 10058, WSAESHUTDOWN, SHUT_DOWN_LOCALLY",
        "LINUX, 110, ETIMEDOUT, TIMED_OUT",
        "MACOS, 60, ETIMEDOUT, TIMED_OUT",
        "WINDOWS, 10060, WSAETIMEDOUT, TIMED_OUT",
        "LINUX, 111, ECONNREFUSED, REFUSED",
        "MACOS, 61, ECONNREFUSED, REFUSED",
        "WINDOWS, 10061, WSAECONNREFUSED, REFUSED",
        "LINUX, 103, ECONNABORTED, ABORTED_LOCALLY",
        "MACOS, 53, ECONNABORTED, ABORTED_LOCALLY",
        "LINUX, 107, ENOTCONN, NOT_CONNECTED",
        "MACOS, 57, ENOTCONN, NOT_CONNECTED",
        "WINDOWS, 10057, WSAENOTCONN, NOT_CONNECTED",
        "LINUX, 113, EHOSTUNREACH, UNREACHABLE",
        "MACOS, 65, EHOSTUNREACH, UNREACHABLE",
        "WINDOWS, 10065, WSAEHOSTUNREACH, UNREACHABLE",
        "LINUX, 101, ENETUNREACH, UNREACHABLE",
        "MACOS, 51, ENETUNREACH, UNREACHABLE",
        "WINDOWS, 10051, WSAENETUNREACH, UNREACHABLE",
        "LINUX, 98, EADDRINUSE, ADDRESS_IN_USE",
        "MACOS, 48, EADDRINUSE, ADDRESS_IN_USE",
        "WINDOWS, 10048, WSAEADDRINUSE, ADDRESS_IN_USE",
        "LINUX, 9, EBADF, CLOSED_LOCALLY",
        "LINUX, 11, EAGAIN, WOULD_BLOCK",
        "MACOS, 11, EDEADLK, UNKNOWN",
    })
    void aNumberHasAMeaningOnItsSystem(OperatingSystem system, int number, String name, SocketError error) {
        assertThat(ErrorCode.of(system, number)).hasValueSatisfying(code -> {
            assertThat(code.name()).isEqualTo(name);
            assertThat(code.error()).isEqualTo(error);
        });
    }

    @Test
    void aNumberAloneHasAReadingForEachSystem() {
        assertThat(ErrorCode.ofNumber(54))
                .extracting(ErrorCode::system, ErrorCode::error)
                .containsExactly(tuple(LINUX, SocketError.UNKNOWN), tuple(MACOS, SocketError.RESET_BY_PEER));
    }

    @Test
    void theSignOfANumberIsIgnored() {
        assertThat(ErrorCode.ofNumber(-104)).isEqualTo(ErrorCode.ofNumber(104)).isNotEmpty();
        assertThat(ErrorCode.of(LINUX, -104)).isPresent();
    }

    @Test
    void aNumberOfAnotherSystemIsNotKnownHere() {
        assertThat(ErrorCode.of(WINDOWS, 104)).isEmpty();
        assertThat(ErrorCode.of(LINUX, 10054)).isEmpty();
        assertThat(ErrorCode.ofNumber(4711)).isEmpty();
    }

    @Test
    void aNameIsFoundInAnyCase() {
        assertThat(ErrorCode.ofName("EConnReset")).extracting(ErrorCode::number).containsExactly(104, 54);
        assertThat(ErrorCode.ofName("wsaeconnreset"))
                .extracting(ErrorCode::number)
                .containsExactly(10054);
        assertThat(ErrorCode.ofName("ENOSUCH")).isEmpty();
    }

    @Test
    void counterpartsHaveTheNameOrElseTheMeaning() {
        assertThat(ErrorCode.of(LINUX, 113).orElseThrow().counterparts())
                .extracting(ErrorCode::number)
                .containsExactly(113, 65, 10065);
        assertThat(ErrorCode.of(WINDOWS, 64).orElseThrow().counterparts())
                .extracting(ErrorCode::number)
                .containsExactly(104, 54, 64);
    }

    @Test
    void noSystemHasANumberTwice() {
        assertThat(ErrorCode.all())
                .extracting(code -> code.system() + " " + code.number())
                .doesNotHaveDuplicates();
        assertThat(ErrorCode.all())
                .extracting(code -> code.system() + " " + code.name())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everySystemIsNamed(OperatingSystem system) {
        assertThat(system.title()).isNotBlank();
        assertThat(ErrorCode.all()).extracting(ErrorCode::system).contains(system);
    }

    @ParameterizedTest
    @EnumSource
    void everyMeaningIsWrittenInSentences(SocketError error) {
        assertThat(SocketError.byId(error.id())).containsSame(error);
        assertThat(new String[] {error.meaning(), error.whoDidIt(), error.whatToDo()})
                .allSatisfy(text -> assertThat(text).endsWith(".").doesNotContain("  "));
        assertThat(error.title()).isNotBlank();
        assertThat(ErrorCode.ofError(error))
                .allSatisfy(code -> assertThat(code.error()).isEqualTo(error));
    }

    @Test
    void everyMeaningThatAReaderMayMeetHasANumberOrAJavaText() {
        for (SocketError error : SocketError.values()) {
            assertThat(error == SocketError.UNKNOWN
                            || !error.javaTexts().isEmpty()
                            || !ErrorCode.ofError(error).isEmpty())
                    .as(error.id())
                    .isTrue();
        }
    }
}
