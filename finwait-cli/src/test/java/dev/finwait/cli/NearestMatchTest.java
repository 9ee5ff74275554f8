package dev.finwait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestMatchTest {
    private static final List<String> NAMES =
            List.of("explain", "lab", "linger-zero", "linger-off", "ECONNRESET", "EPIPE", "--json", "--help");

    @ParameterizedTest
    @CsvSource({
        "explian, explain",
        "expain, explain",
        "explainn, explain",
        "lba, lab",
        "econnreset, ECONNRESET",
        "ECONRESET, ECONNRESET",
        "lingerzero, linger-zero",
        "--jsn, --json",
        "zero, linger-zero",
        "linger, linger-off",
        "expl, explain"
    })
    void aMistypedNameFindsTheOneMeant(String typed, String meant) {
        assertThat(NearestMatch.of(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "completely-different", "q", "''", "' '"})
    void aNameLikeNoOtherFindsNothing(String typed) {
        assertThat(NearestMatch.of(typed, NAMES)).isEmpty();
    }

    @Test
    void ofEquallyNearCandidatesTheFirstWins() {
        assertThat(NearestMatch.of("cat", List.of("car", "bat"))).contains("car");
    }

    @Test
    void nothingIsNearAmongNoCandidates() {
        assertThat(NearestMatch.of("lab", List.of())).isEmpty();
    }
}
