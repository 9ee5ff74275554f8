package dev.finwait.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LikelyCausesTest {
    @ParameterizedTest
    @EnumSource
    void noCauseIsNamedTwice(SocketError error) {
        for (Operation operation : Operation.values()) {
            assertThat(LikelyCauses.of(error, operation)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aResetDependsOnTheOperation() {
        assertThat(LikelyCauses.of(SocketError.RESET_BY_PEER, Operation.READ)).startsWith(Cause.CLOSE_WITH_UNREAD);
        assertThat(LikelyCauses.of(SocketError.RESET_BY_PEER, Operation.WRITE)).startsWith(Cause.EARLY_RESPONSE);
        assertThat(LikelyCauses.of(SocketError.RESET_BY_PEER, Operation.CONNECT))
                .startsWith(Cause.LISTENER_CLOSED);
        assertThat(LikelyCauses.of(SocketError.RESET_BY_PEER, Operation.UNKNOWN))
                .startsWith(Cause.CLOSE_WITH_UNREAD);
    }

    @Test
    void aTimeoutDependsOnTheOperation() {
        assertThat(LikelyCauses.of(SocketError.TIMED_OUT, Operation.READ)).contains(Cause.KEEPALIVE_TIMEOUT);
        assertThat(LikelyCauses.of(SocketError.TIMED_OUT, Operation.CONNECT)).contains(Cause.ACCEPT_QUEUE_OVERFLOW);
    }

    @Test
    void aBrokenPipeSpeaksForTheKeepAliveRace() {
        assertThat(LikelyCauses.of(SocketError.BROKEN_PIPE, Operation.WRITE)).startsWith(Cause.KEEPALIVE_RACE);
    }

    @Test
    void nothingIsGuessedForTheUnknown() {
        assertThat(LikelyCauses.of(SocketError.UNKNOWN, Operation.READ)).isEmpty();
        assertThat(LikelyCauses.of(SocketError.CLOSED_LOCALLY, Operation.READ)).isEmpty();
    }
}
