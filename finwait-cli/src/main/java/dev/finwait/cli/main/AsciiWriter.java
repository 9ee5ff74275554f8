package dev.finwait.cli.main;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Replaces characters outside ASCII by their nearest ASCII character, one for one so that columns stay aligned.
final class AsciiWriter extends FilterWriter {
    AsciiWriter(Writer next) {
        super(next);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(ascii((char) c));
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        write(new String(buffer, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        StringBuilder line = new StringBuilder(length);
        for (int i = offset; i < offset + length; i++) {
            line.append(ascii(text.charAt(i)));
        }
        out.write(line.toString());
    }

    private static char ascii(char c) {
        if (c < 0x80) {
            return c;
        }
        return switch (c) {
            case '→', '▶', '►', '⇒' -> '>';
            case '←', '◀', '◄', '⇐' -> '<';
            case '─', '━', '═', '–', '—', '−' -> '-';
            case '│', '┃', '║' -> '|';
            case '┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼', '╭', '╮', '╰', '╯' -> '+';
            case '•', '·', '●', '✱' -> '*';
            case '×' -> 'x';
            case '…' -> '.';
            case '✓', '✔' -> 'v';
            case '✗', '✘' -> 'x';
            case '‘', '’' -> '\'';
            case '“', '”', '„' -> '"';
            case '≤', '«', '‹' -> '<';
            case '≥', '»', '›' -> '>';
            case '\u00a0', '\u2009', '\u202f' -> ' ';
            default -> '?';
        };
    }
}
