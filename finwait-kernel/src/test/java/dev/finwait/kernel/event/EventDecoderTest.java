package dev.finwait.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.kernel.event.KernelEvent.ErrorReported;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvent.StateChanged;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.Formats;
import dev.finwait.kernel.trace.TraceFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventDecoderTest {
    private static KernelEvent decode(EventFormat format, RecordBuilder record) throws TraceFormatException {
        EventDecoder decoder = new EventDecoder();
        decoder.add(format);
        byte[] bytes = record.build();
        return Objects.requireNonNull(decoder.decode(42, record.page(), 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-6.10", "linux-6.18"})
    void aResetIsReadFromSocketAddresses(String kernel) throws IOException {
        EventFormat format = Formats.of(kernel, "tcp_send_reset");
        RecordBuilder four = new RecordBuilder(format)
                .task(77, 0)
                .sockaddr("saddr", "192.0.2.1", 443)
                .sockaddr("daddr", "192.0.2.9", 40000)
                .number("state", 7)
                .number("reason", 1);
        assertThat(decode(format, four))
                .isEqualTo(new ResetSent(
                        42,
                        77,
                        Context.PROCESS,
                        RecordBuilder.ends("192.0.2.1", 443, "192.0.2.9", 40000),
                        "NO_SOCKET",
                        "TCP_CLOSE"));
        RecordBuilder six = new RecordBuilder(format)
                .task(0, 0x10)
                .sockaddr("saddr", "2001:db8::1", 443)
                .sockaddr("daddr", "2001:db8::9", 40000)
                .number("reason", 99);
        assertThat(decode(format, six))
                .isEqualTo(new ResetSent(
                        42,
                        0,
                        Context.INTERRUPT,
                        RecordBuilder.ends("2001:db8::1", 443, "2001:db8::9", 40000),
                        "REASON_99",
                        null));
    }

    @Test
    void theSameNumberIsAnotherReasonOnAnotherKernel() throws IOException {
        List<String> reasons = new ArrayList<>();
        for (String kernel : List.of("linux-6.10", "linux-6.18")) {
            EventFormat format = Formats.of(kernel, "tcp_send_reset");
            ResetSent sent = (ResetSent) decode(format, new RecordBuilder(format).number("reason", 11));
            reasons.add(sent.reason());
        }
        assertThat(reasons).containsExactly("MPTCP_RST_EUNSPEC", "TCP_ABORT_ON_CLOSE");
    }

    @ParameterizedTest
    @CsvSource({"linux-5.15, 192.0.2.1, 192.0.2.9", "linux-6.6, 192.0.2.1, 192.0.2.9", "linux-6.6, 2001:db8::1, ::1"})
    void olderKernelsGivePortsAndNoReason(String kernel, String local, String remote) throws IOException {
        EventFormat format = Formats.of(kernel, "tcp_send_reset");
        RecordBuilder record = new RecordBuilder(format)
                .task(77, 0x08)
                .between(local, 443, remote, 40000)
                .number("state", 8);
        assertThat(decode(format, record))
                .isEqualTo(new ResetSent(
                        42,
                        77,
                        Context.INTERRUPT,
                        RecordBuilder.ends(local, 443, remote, 40000),
                        null,
                        "TCP_CLOSE_WAIT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-5.15", "linux-6.6", "linux-6.18"})
    void aResetThatArrivesIsReadOnEveryKernel(String kernel) throws IOException {
        EventFormat format = Formats.of(kernel, "tcp_receive_reset");
        RecordBuilder record = new RecordBuilder(format).task(5, 0x90).between("192.0.2.1", 40000, "192.0.2.9", 443);
        assertThat(decode(format, record))
                .isEqualTo(new ResetReceived(
                        42, 5, Context.INTERRUPT, RecordBuilder.ends("192.0.2.1", 40000, "192.0.2.9", 443)));
    }

    @Test
    void statesErrorsAndEndsOfTasksAreRead() throws IOException {
        EventFormat state = Formats.of("linux-6.18", "inet_sock_set_state");
        RecordBuilder change = new RecordBuilder(state)
                .task(5, 0x80)
                .between("::1", 1, "::1", 2)
                .number("oldstate", 1)
                .number("newstate", 4);
        assertThat(decode(state, change))
                .isEqualTo(new StateChanged(
                        42,
                        5,
                        Context.UNKNOWN,
                        RecordBuilder.ends("::1", 1, "::1", 2),
                        "TCP_ESTABLISHED",
                        "TCP_FIN_WAIT1"));
        EventFormat error = Formats.of("linux-6.18", "inet_sk_error_report");
        RecordBuilder failure = new RecordBuilder(error)
                .task(5, 0)
                .between("192.0.2.1", 1, "192.0.2.2", 2)
                .number("error", 104);
        assertThat(decode(error, failure))
                .isEqualTo(new ErrorReported(
                        42, 5, Context.PROCESS, RecordBuilder.ends("192.0.2.1", 1, "192.0.2.2", 2), 104));
        EventFormat exit = Formats.of("linux-6.18", "sched_process_exit");
        assertThat(decode(exit, new RecordBuilder(exit).task(9, 0).text("comm", "nginx")))
                .isEqualTo(new TaskExiting(42, 9, "nginx"));
    }

    @Test
    void whatAKernelLacksIsSaidAndTheRestWorks() throws IOException {
        List<String> notes = new ArrayList<>();
        EventDecoder decoder = new EventDecoder();
        assertThat(EventChoice.learn(
                        EventDecoder.SEND_RESET, Formats.of("linux-6.6", "tcp_send_reset"), decoder, notes))
                .isTrue();
        assertThat(notes).singleElement().asString().contains("no reason").contains("6.10");
        EventFormat strange =
                EventFormat.parse("name: tcp_receive_reset\nID: 5\nformat:\n\tfield:int x;\toffset:8;\tsize:4;\n");
        assertThat(EventChoice.learn(EventDecoder.RECEIVE_RESET, strange, decoder, notes))
                .isFalse();
        assertThat(notes.getLast()).contains("common_pid").contains("resets that arrive are not seen");
    }

    @Test
    void theKernelLeavesOutWhatNobodyUses() throws IOException {
        assertThat(EventChoice.filter(Formats.of("linux-6.18", "inet_sock_set_state")))
                .hasValue("protocol == 6 && (oldstate != 10 || newstate != 3)");
        assertThat(EventChoice.filter(Formats.of("linux-6.18", "inet_sk_error_report")))
                .hasValue("protocol == 6");
        assertThat(EventChoice.filter(Formats.of("linux-6.18", "tcp_send_reset")))
                .isEmpty();
    }

    @Test
    void eventsOfNoUseAndRecordsTooShortAreRefused() throws IOException {
        EventDecoder decoder = new EventDecoder();
        EventFormat format = Formats.of("linux-6.18", "tcp_send_reset");
        decoder.add(format);
        RecordBuilder record = new RecordBuilder(format);
        assertThat(decoder.decode(1, record.page(), 0, 40)).isNull();
        assertThat(decoder.decode(1, record.page(), 0, 1)).isNull();
        record.page().putShort(0, (short) 1);
        assertThat(decoder.decode(1, record.page(), 0, 88)).isNull();
        EventFormat other = new EventFormat("tcp_probe", 4, format.fields(), format.symbols());
        assertThatThrownBy(() -> decoder.add(other)).isInstanceOf(TraceFormatException.class);
    }
}
