package dev.finwait.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class CallResultTest {
    @Test
    void aSuccessReadsLikeStrace() throws ErrnoException {
        CallResult result = CallResult.fromKernel("recv(4096)", 17);
        assertThat(result).hasToString("recv(4096) = 17");
        assertThat(result.ok()).isTrue();
        assertThat(result.errnoName()).isEmpty();
        assertThat(result.orThrow()).isSameAs(result);
    }

    @Test
    void aFailureReadsLikeStrace() {
        CallResult result = CallResult.fromKernel("recv(4096)", -104);
        assertThat(result).hasToString("recv(4096) = -1 ECONNRESET");
        assertThat(result.ok()).isFalse();
        assertThat(result.failedWith(Errno.ECONNRESET)).isTrue();
        assertThat(result.failedWith(Errno.EPIPE)).isFalse();
    }

    @Test
    void aFailureThrowsItsCallAndErrno() {
        CallResult result = CallResult.failure("listen(5)", Errno.EINVAL);
        ErrnoException thrown = catchThrowableOfType(ErrnoException.class, result::orThrow);
        assertThat(thrown.call()).isEqualTo("listen(5)");
        assertThat(thrown.errno()).isEqualTo(Errno.EINVAL);
        assertThat(thrown).hasMessage("listen(5): EINVAL (22)");
    }

    @Test
    void anErrnoBesideAValueIsRefused() {
        assertThatThrownBy(() -> new CallResult("recv(1)", 1, 104)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallResult("recv(1)", 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
