package dev.finwait.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VerdictFilterTest {
    private final Verdict sent = Kernels.unread(50_000, 0);
    private final Verdict received = Kernels.received(50_001, 0);

    private static VerdictFilter filter(
            Set<Integer> ports, Set<String> processes, Set<String> containers, @Nullable Direction direction) {
        return new VerdictFilter(ports, processes, containers, direction, Set.of());
    }

    @Test
    void withoutConditionsEverythingCounts() {
        VerdictFilter all = filter(Set.of(), Set.of(), Set.of(), null);
        assertThat(all.admits(sent)).isTrue();
        assertThat(all.admits(received)).isTrue();
    }

    @Test
    void aPortOfEitherEndWillDo() {
        assertThat(filter(Set.of(443), Set.of(), Set.of(), null).admits(sent)).isTrue();
        assertThat(filter(Set.of(80, 50_000), Set.of(), Set.of(), null).admits(sent))
                .isTrue();
        assertThat(filter(Set.of(80), Set.of(), Set.of(), null).admits(sent)).isFalse();
    }

    @Test
    void aProcessIsMeantByNameOrNumber() {
        assertThat(filter(Set.of(), Set.of("nginx"), Set.of(), null).admits(sent))
                .isTrue();
        assertThat(filter(Set.of(), Set.of("812"), Set.of(), null).admits(sent)).isTrue();
        assertThat(filter(Set.of(), Set.of("ngin", "81"), Set.of(), null).admits(sent))
                .isFalse();
        assertThat(filter(Set.of(), Set.of("nginx"), Set.of(), null).admits(received))
                .isFalse();
    }

    @Test
    void aContainerIsMeantByTheBeginningOfItsId() {
        assertThat(filter(Set.of(), Set.of(), Set.of("3f9a"), null).admits(sent))
                .isTrue();
        assertThat(filter(Set.of(), Set.of(), Set.of("9ab2"), null).admits(sent))
                .isFalse();
    }

    @Test
    void resetsSentAndReceivedAreToldApart() {
        VerdictFilter ours = filter(Set.of(), Set.of(), Set.of(), Direction.SENT);
        VerdictFilter theirs = filter(Set.of(), Set.of(), Set.of(), Direction.RECEIVED);
        assertThat(ours.admits(sent)).isTrue();
        assertThat(ours.admits(received)).isFalse();
        assertThat(theirs.admits(sent)).isFalse();
        assertThat(theirs.admits(received)).isTrue();
    }

    @Test
    void onlyTheCausesThatWereNamedCount() {
        Set<Cause> lingerZero = Set.of(Cause.LINGER_ZERO);
        assertThat(new VerdictFilter(Set.of(), Set.of(), Set.of(), null, lingerZero).admits(sent))
                .isFalse();
        assertThat(new VerdictFilter(Set.of(), Set.of(), Set.of(), null, Set.of(sent.cause())).admits(sent))
                .isTrue();
    }
}
