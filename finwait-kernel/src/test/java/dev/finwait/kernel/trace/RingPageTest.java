package dev.finwait.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RingPageTest {
    private static final int MISSED = 1 << 31;
    private static final int MISSED_STORED = 1 << 30;

    private final List<String> records = new ArrayList<>();
    private long lost;

    private void read(ByteBuffer page) {
        PageBuilder.LAYOUT.read(page, new RecordSink() {
            @Override
            public void record(long nanos, ByteBuffer from, int offset, int length) {
                records.add(nanos + ":" + from.get(offset) + "/" + length);
            }

            @Override
            public void lost(long count) {
                lost += count;
            }
        });
    }

    @Test
    void theLayoutIsReadFromTheKernelsDescription() throws IOException {
        assertThat(RingPage.parse(Formats.text("linux-6.18", "header_page"))).isEqualTo(PageBuilder.LAYOUT);
        assertThatThrownBy(() -> RingPage.parse("field: u64 timestamp; offset:0; size:8; signed:0;"))
                .isInstanceOf(TraceFormatException.class);
    }

    @Test
    void timesAddUpFromTheTimeOfThePage() {
        read(new PageBuilder(1000)
                .record(0, new byte[] {1, 0, 0, 0})
                .record(5, new byte[] {2, 0, 0, 0, 0, 0, 0, 0})
                .record(7, new byte[] {3, 0, 0})
                .build());
        assertThat(records).containsExactly("1000:1/4", "1005:2/8", "1012:3/4");
    }

    @Test
    void longPausesAndAbsoluteTimesAreUnderstood() {
        long pause = 10_000_000_000L;
        long stamp = 1_795_872_612_779_046_871L & ((1L << 59) - 1);
        read(new PageBuilder(7)
                .timeExtend(pause)
                .record(1, new byte[] {1, 0, 0, 0})
                .timeStamp(stamp)
                .record(2, new byte[] {2, 0, 0, 0})
                .build());
        assertThat(records).containsExactly((7 + pause + 1) + ":1/4", (stamp + 2) + ":2/4");
    }

    @Test
    void aRecordThatWasTakenBackTakesTimeOnly() {
        read(new PageBuilder(0)
                .discarded(3, 16)
                .record(4, new byte[] {9, 0, 0, 0})
                .build());
        assertThat(records).containsExactly("7:9/4");
    }

    @Test
    void aRecordTooLongForItsHeadSaysItsLength() {
        byte[] data = new byte[200];
        data[0] = 5;
        read(new PageBuilder(0)
                .longRecord(1, data)
                .record(1, new byte[] {6, 0, 0, 0})
                .build());
        assertThat(records).containsExactly("1:5/200", "2:6/4");
    }

    @Test
    void paddingEndsThePage() {
        read(new PageBuilder(0)
                .record(1, new byte[] {1, 0, 0, 0})
                .padding()
                .record(1, new byte[] {2, 0, 0, 0})
                .build());
        assertThat(records).containsExactly("1:1/4");
    }

    @Test
    void recordsThatWereOverwrittenAreCounted() {
        read(new PageBuilder(0).record(1, new byte[] {1, 0, 0, 0}).build(MISSED | MISSED_STORED, 4711));
        assertThat(lost).isEqualTo(4711);
        read(new PageBuilder(0).record(1, new byte[] {1, 0, 0, 0}).build(MISSED, 0));
        assertThat(lost).isEqualTo(4712);
        assertThat(records).hasSize(2);
    }

    @Test
    void aRecordThatWouldLeaveThePageIsLeftOut() {
        ByteBuffer page = new PageBuilder(0).record(1, new byte[8]).build();
        page.putLong(8, 8);
        read(page);
        assertThat(records).isEmpty();
    }
}
