package dev.finwait.cli;

import java.util.ArrayList;
import java.util.List;

/// Breaks text at blanks.
public final class Wrap {
    private Wrap() {}

    /// Breaks a text into lines.
    ///
    /// @param first what the first line begins with
    /// @param rest what the other lines begin with
    /// @param text the text, words separated by single blanks
    /// @param width the most columns of a line; a word that is longer has a line of its own
    /// @return the lines, at least one
    public static List<String> lines(String first, String rest, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : text.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                start = rest.length();
            }
            if (line.length() > start) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
