package dev.finwait.linux.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpStateTest {
    @ParameterizedTest
    @CsvSource({"1, ESTABLISHED", "4, FIN_WAIT1", "5, FIN_WAIT2", "6, TIME_WAIT", "8, CLOSE_WAIT", "11, CLOSING"})
    void aStateHasTheKernelsNumber(int number, TcpState state) {
        assertThat(TcpState.of(number)).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsFoundByItsNumber(TcpState state) {
        assertThat(TcpState.of(state.number())).isSameAs(state);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, -1})
    void aNumberOutsideIsRefused(int number) {
        assertThatThrownBy(() -> TcpState.of(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(number));
    }

    @Test
    void aFinIsEitherUnacknowledgedOrAcknowledged() {
        for (TcpState state : TcpState.values()) {
            assertThat(state.finUnacknowledged() && state.finAcknowledged())
                    .as(state.name())
                    .isFalse();
        }
    }
}
