package dev.finwait.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
    @ParameterizedTest
    @CsvSource({
        "104, ECONNRESET",
        "32, EPIPE",
        "110, ETIMEDOUT",
        "111, ECONNREFUSED",
        "103, ECONNABORTED",
        "107, ENOTCONN",
        "11, EAGAIN",
        "4, EINTR",
        "9, EBADF",
        "1, EPERM",
        "13, EACCES",
        "105, ENOBUFS",
        "115, EINPROGRESS"
    })
    void aNumberHasTheNameOfItsHeader(int number, String name) {
        assertThat(Errno.of(number).name()).isEqualTo(name);
        assertThat(Errno.of(number)).hasToString(name);
    }

    @Test
    void anUnknownNumberIsNamedByItsNumber() {
        assertThat(Errno.of(4711)).hasToString("errno 4711");
    }

    @Test
    void aNegativeNumberIsRefused() {
        assertThatThrownBy(() -> Errno.of(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
