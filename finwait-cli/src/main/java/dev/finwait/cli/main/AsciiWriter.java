package dev.finwait.cli.main;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Replaces characters outside ASCII by their nearest ASCII character, one for one so that columns stay aligned.
final class AsciiWriter extends FilterWriter {
    private static final char FIRST_OTHER = 0x80;

    AsciiWriter(Writer next) {
        super(next);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(ascii((char) c));
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        int other = offset;
        while (other < offset + length && buffer[other] < FIRST_OTHER) {
            other++;
        }
        if (other == offset + length) {
            // Nearly always: there may be many megabytes of it.
            out.write(buffer, offset, length);
            return;
        }
        char[] fitting = new char[length];
        for (int i = 0; i < length; i++) {
            fitting[i] = ascii(buffer[offset + i]);
        }
        out.write(fitting, 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.substring(offset, offset + length).toCharArray(), 0, length);
    }

    private static char ascii(char c) {
        if (c < FIRST_OTHER) {
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
