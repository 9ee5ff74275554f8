package dev.finwait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void ordinaryTextIsTheSameObject() {
        String text = "VXLAN 42 → “täglich” 漢字";
        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void whatDrivesATerminalOrTurnsTheWritingAroundIsReplaced() {
        assertThat(Printable.of("a\u001b[2Jb\r\nc")).isEqualTo("a?[2Jb??c");
        assertThat(Printable.of("x\u202egnp.exe\u2066y\u200fz\u009b")).isEqualTo("x?gnp.exe?y?z?");
        assertThat(Printable.of("a\u2028b")).isEqualTo("a?b");
    }
}
