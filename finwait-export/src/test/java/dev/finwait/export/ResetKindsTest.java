package dev.finwait.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.diagnosis.verdict.Party;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many kinds there can be, and what hostile names come to.
final class ResetKindsTest {
    private final ResetKinds kinds = new ResetKinds();

    private String process(String name) {
        return kinds.of(Staged.closedWithUnread(name)).process();
    }

    @Test
    void onlyTheFirstNamesAreToldApart() {
        Set<String> seen =
                IntStream.range(0, 10_000).mapToObj(i -> process("p" + i)).collect(Collectors.toSet());
        assertThat(seen).hasSize(ResetKinds.PROCESS_NAMES + 1).contains("p0", "p31", ResetKinds.OTHER);
        assertThat(process("p31")).isEqualTo("p31");
        assertThat(process("p32")).isEqualTo(ResetKinds.OTHER);
    }

    @Test
    void theBoundHoldsAlsoWhenThreadsRace() {
        Set<String> seen = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> process("p" + i))
                .collect(Collectors.toSet());
        assertThat(seen).hasSize(ResetKinds.PROCESS_NAMES + 1);
    }

    @Test
    void aNameCannotDriveATerminal() {
        assertThat(process("\u001b[2Jroot\n\u202eevil\ud800")).isEqualTo("?[2Jroot??evil?");
        assertThat(process("größe 🐧")).isEqualTo("größe 🐧");
        assertThat(process("x".repeat(1_000))).hasSize(64);
    }

    @Test
    void resetsWithoutAProcessAreOfAnUnknownOne() {
        assertThat(kinds.of(Staged.received()).process()).isEqualTo(ResetKinds.UNKNOWN);
        assertThat(process("")).isEqualTo(ResetKinds.UNKNOWN);
    }

    @Test
    void theDirectionIsSeenFromThisHost() {
        assertThat(ResetDirection.of(Staged.closedWithUnread("java"))).isEqualTo(ResetDirection.SENT);
        assertThat(ResetDirection.of(Staged.by(Party.CLIENT, Staged.closedWithUnread("java"))))
                .isEqualTo(ResetDirection.RECEIVED);
        assertThat(ResetDirection.of(Staged.by(Party.SERVER, Staged.received())))
                .isEqualTo(ResetDirection.RECEIVED);
        assertThat(ResetDirection.of(Staged.by(Party.CLIENT, Staged.received())))
                .isEqualTo(ResetDirection.SENT);
        assertThat(ResetDirection.of(Staged.onLoopback())).isEqualTo(ResetDirection.BOTH);
    }

    @Test
    void whereNobodyKnowsWhoResetTheEventsTellTheDirection() {
        for (Party party : List.of(Party.THIRD_PARTY, Party.UNKNOWN)) {
            assertThat(ResetDirection.of(Staged.by(party, Staged.received()))).isEqualTo(ResetDirection.RECEIVED);
            assertThat(ResetDirection.of(Staged.by(party, Staged.closedWithUnread("java"))))
                    .isEqualTo(ResetDirection.SENT);
        }
    }
}
