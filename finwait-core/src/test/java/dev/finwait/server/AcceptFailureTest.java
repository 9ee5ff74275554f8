package dev.finwait.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.close.Descriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(180)
final class AcceptFailureTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aListenerThatRanOutOfDescriptorsStillStopsWithoutAReset() throws Exception {
        assertThat(Descriptors.runWithFew(AcceptsWithoutDescriptors.class))
                .containsExactly("accepting failed", "end of stream: true", "resets: 0, still open: 0");
    }
}
