package dev.finwait.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.kernel.trace.EventFormat.Field;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EventFormatTest {
    @Test
    void fieldsAreFoundByName() throws IOException {
        EventFormat format = Formats.of("linux-6.18", "tcp_send_reset");
        assertThat(format.name()).isEqualTo("tcp_send_reset");
        assertThat(format.id()).isPositive();
        assertThat(format.find("reason")).contains(new Field(28, 4));
        assertThat(format.find("saddr")).contains(new Field(32, 28));
        assertThat(format.find("common_pid")).contains(new Field(4, 4));
        assertThat(format.find("sport")).isEmpty();
    }

    @Test
    void theNumbersOfReasonsAreThoseOfTheKernelThatGaveThem() throws IOException {
        assertThat(Formats.of("linux-6.18", "tcp_send_reset").symbolsOf("reason"))
                .containsEntry(11, "TCP_ABORT_ON_CLOSE")
                .containsEntry(14, "TCP_STATE");
        assertThat(Formats.of("linux-6.10", "tcp_send_reset").symbolsOf("reason"))
                .containsEntry(11, "MPTCP_RST_EUNSPEC")
                .doesNotContainValue("TCP_STATE");
    }

    @Test
    void valuesNamedByTheKernelsConstantsHaveNoNumber() throws IOException {
        assertThat(Formats.of("linux-6.18", "tcp_send_reset").symbolsOf("state"))
                .isEmpty();
        assertThat(Formats.of("linux-6.18", "inet_sock_set_state").symbolsOf("newstate"))
                .containsEntry(7, "TCP_CLOSE");
    }

    @Test
    void textWithoutAFormatIsRefused() {
        assertThatThrownBy(() -> EventFormat.parse("name: x\nID: 7\nformat:\n"))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("no fields");
        assertThatThrownBy(() -> EventFormat.parse("")).isInstanceOf(TraceFormatException.class);
    }
}
