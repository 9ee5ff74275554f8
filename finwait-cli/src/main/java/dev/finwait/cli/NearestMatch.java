package dev.finwait.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a mistyped one was probably meant to be.
public final class NearestMatch {
    private NearestMatch() {}

    /// The candidate that is nearest to the input: the one with the fewest edits (a letter added, left out,
    /// replaced, or swapped with its neighbour), if those are at most a third of the input's letters; otherwise the
    /// shortest that contains the input. Letter case does not count. Of equally near candidates the first one wins.
    ///
    /// @param input what was typed
    /// @param candidates the names that exist
    /// @return the nearest candidate, or nothing if none is near
    public static Optional<String> of(String input, Collection<String> candidates) {
        String typed = input.toLowerCase(Locale.ROOT);
        Optional<String> similar = fewestEdits(typed, candidates);
        return similar.isPresent() ? similar : shortestContaining(typed, candidates);
    }

    private static Optional<String> fewestEdits(String typed, Collection<String> candidates) {
        Optional<String> best = Optional.empty();
        int limit = Math.max(1, typed.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = edits(typed, candidate.toLowerCase(Locale.ROOT));
            if (edits < limit) {
                limit = edits;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    private static Optional<String> shortestContaining(String typed, Collection<String> candidates) {
        if (typed.isBlank()) {
            return Optional.empty();
        }
        Optional<String> best = Optional.empty();
        for (String candidate : candidates) {
            boolean shorter = best.isEmpty() || candidate.length() < best.get().length();
            if (shorter && candidate.toLowerCase(Locale.ROOT).contains(typed)) {
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /// The optimal string alignment distance of two words, with three rows of its table in memory.
    private static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (isSwap(from, i, to, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()];
    }

    private static boolean isSwap(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
