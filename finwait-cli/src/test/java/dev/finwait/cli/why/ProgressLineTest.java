package dev.finwait.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.CaptureProgress;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    @Test
    void aFileHasAShareARateAndATimeLeft() {
        CaptureProgress progress = new CaptureProgress(500_000_000, 2_000_000_000, 1_000_000, 40);
        assertThat(ProgressLine.text(progress, 3, 1_000_000_000))
                .isEqualTo("25 % of 2.00 GB, 500 MB/s, about 3 s left, 1,000,000 packets, 3 resets");
    }

    @Test
    void aStreamHasNoEnd() {
        CaptureProgress progress = new CaptureProgress(500_000_000, -1, 1, 1);
        assertThat(ProgressLine.text(progress, 1, 1_000_000_000)).isEqualTo("500 MB read, 500 MB/s, 1 packet, 1 reset");
    }

    @Test
    void nothingReadYetIsNoFault() {
        assertThat(ProgressLine.text(new CaptureProgress(0, 100, 0, 0), 0, 1))
                .startsWith("0 % of 100 bytes, 0 bytes/s");
    }
}
