package dev.finwait.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(180)
final class DescriptorExhaustionTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutADescriptorForASelectorClosesEndAsWithOne() throws Exception {
        List<String> printed = Descriptors.runWithFew(ClosesWithoutDescriptors.class);

        List<String> with = List.of("IDLE_LIMIT", "IDLE_LIMIT", "true PEER_CLOSED");
        assertThat(printed).hasSize(6).startsWith(with.toArray(String[]::new)).endsWith(with.toArray(String[]::new));
    }
}
