package dev.finwait.cli;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the output may look like where it goes. Immutable.
///
/// @param columns the width of a line, in characters
/// @param screen whether somebody reads along: standard output is a terminal
/// @param interactive whether progress may be shown: standard error is a terminal
/// @param colour whether ANSI colours may be used: standard output is a terminal, and the user did not object
/// @param unicode whether characters outside ASCII arrive as they are. Where they do not, the output replaces the
///     common ones (arrows, dashes, box lines) by ASCII ones of the same width; a drawing looks better if it is made
///     for ASCII
public record Terminal(int columns, boolean screen, boolean interactive, boolean colour, boolean unicode) {
    private static final int DEFAULT_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;

    /// Looks at this process's environment and streams.
    ///
    /// The launcher says which streams are terminals, in the system property `finwait.terminals`: any of `out`
    /// and `err`.
    ///
    /// @return what holds for standard output and standard error
    public static Terminal detect() {
        return of(System.getenv(), System.getProperty("finwait.terminals", ""), System.out.charset());
    }

    /// Decides from an environment: `COLUMNS`, `NO_COLOR` (any value but the empty one), `TERM=dumb`.
    ///
    /// @param environment the environment variables
    /// @param terminals the streams that are terminals: any of `out`, `err`
    /// @param charset the encoding of standard output
    /// @return what holds there
    public static Terminal of(Map<String, String> environment, String terminals, Charset charset) {
        boolean screen = terminals.contains("out");
        boolean colour = screen
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean unicode = charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        return new Terminal(columns(environment.get("COLUMNS")), screen, terminals.contains("err"), colour, unicode);
    }

    private static int columns(@Nullable String given) {
        if (given == null || !given.matches("[0-9]{1,5}")) {
            return DEFAULT_COLUMNS;
        }
        return Math.max(FEWEST_COLUMNS, Integer.parseInt(given));
    }
}
