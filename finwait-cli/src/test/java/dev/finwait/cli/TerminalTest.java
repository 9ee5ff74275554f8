package dev.finwait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    @ParameterizedTest
    @CsvSource({"80, 80", "132, 132", "12, 40", "0, 40", "wide, 100", "'', 100", "-80, 100", "999999999999, 100"})
    void aLineIsAsWideAsColumnsSaysIfThatMakesSense(String columns, int width) {
        assertThat(Terminal.of(Map.of("COLUMNS", columns), "", UTF_8).columns()).isEqualTo(width);
    }

    @Test
    void aLineIsHundredWideWithoutColumns() {
        assertThat(Terminal.of(Map.of(), "out,err", UTF_8).columns()).isEqualTo(100);
    }

    @Test
    void coloursNeedATerminalOnStandardOutput() {
        assertThat(Terminal.of(XTERM, "out", UTF_8).colour()).isTrue();
        assertThat(Terminal.of(XTERM, "err", UTF_8).colour()).isFalse();
        assertThat(Terminal.of(Map.of("TERM", "dumb"), "out", UTF_8).colour()).isFalse();
        assertThat(Terminal.of(Map.of(), "out", UTF_8).colour()).isFalse();
    }

    @Test
    void noColorTurnsColoursOffUnlessItIsEmpty() {
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), "out", UTF_8)
                        .colour())
                .isFalse();
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", ""), "out", UTF_8)
                        .colour())
                .isTrue();
    }

    @Test
    void progressNeedsATerminalOnStandardError() {
        assertThat(Terminal.of(XTERM, "err", UTF_8).interactive()).isTrue();
        assertThat(Terminal.of(XTERM, "out", UTF_8).interactive()).isFalse();
    }

    @Test
    void somebodyReadsAlongWhereStandardOutputIsATerminal() {
        assertThat(Terminal.of(XTERM, "out", UTF_8).screen()).isTrue();
        assertThat(Terminal.of(XTERM, "err", UTF_8).screen()).isFalse();
    }

    @Test
    void onlyUnicodeEncodingsCarryUnicode() {
        assertThat(Terminal.of(XTERM, "", UTF_8).unicode()).isTrue();
        assertThat(Terminal.of(XTERM, "", StandardCharsets.US_ASCII).unicode()).isFalse();
        assertThat(Terminal.of(XTERM, "", StandardCharsets.ISO_8859_1).unicode())
                .isFalse();
    }
}
