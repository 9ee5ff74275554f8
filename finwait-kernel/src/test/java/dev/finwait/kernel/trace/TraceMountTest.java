package dev.finwait.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceMountTest {
    private static final String DEBUGFS = "debugfs /sys/kernel/debug debugfs rw,nosuid 0 0";

    @Test
    void tracefsIsFoundWhereverItIsMounted() {
        assertThat(TraceMount.in(List.of(DEBUGFS, "nodev /host/my\\040tracing tracefs rw,relatime 0 0")))
                .contains(Path.of("/host/my tracing"));
    }

    @Test
    void belowDebugfsItIsThereToo() {
        assertThat(TraceMount.in(List.of("proc /proc proc rw 0 0", DEBUGFS)))
                .contains(Path.of("/sys/kernel/debug/tracing"));
    }

    @Test
    void withoutEitherThereIsNone() {
        assertThat(TraceMount.in(List.of("tracefs /tmp tmpfs rw 0 0", ""))).isEmpty();
    }

    @Test
    void onlyTheInstanceOfADeadProcessIsStale() {
        assertThat(TraceInstance.isStale("finwait-2147483646-1")).isTrue();
        assertThat(TraceInstance.isStale("finwait-" + ProcessHandle.current().pid() + "-3"))
                .isFalse();
        assertThat(TraceInstance.isStale("other-2147483646-1")).isFalse();
        assertThat(TraceInstance.isStale("finwait-x")).isFalse();
    }
}
