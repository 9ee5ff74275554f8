package dev.finwait.export;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sorts verdicts into a bounded number of kinds. Anybody on a host may start processes of any name, so
/// only the first names are kept apart: a later one counts as [#OTHER]. Thread-safe.
public final class ResetKinds {
    /// How many names of processes are told apart.
    public static final int PROCESS_NAMES = 32;

    /// Stands for every name that came too late.
    public static final String OTHER = "other";

    /// Stands for resets without a known process.
    public static final String UNKNOWN = "unknown";

    private static final int NAME_LENGTH = 64;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /// Starts without names.
    public ResetKinds() {}

    /// The kind of one reset.
    ///
    /// @param verdict why it happened
    /// @return its kind
    public ResetKind of(Verdict verdict) {
        return new ResetKind(verdict.cause(), ResetDirection.of(verdict), bounded(verdict.process()), verdict.harm());
    }

    private String bounded(@Nullable ProcessIdentity process) {
        if (process == null || process.name().isEmpty()) {
            return UNKNOWN;
        }
        String name = harmless(process.name());
        return names.contains(name) || remember(name) ? name : OTHER;
    }

    private synchronized boolean remember(String name) {
        return names.size() < PROCESS_NAMES && names.add(name);
    }

    /// A name that cannot drive the terminal of whoever looks at the metrics.
    private static String harmless(String name) {
        StringBuilder clean = new StringBuilder(name.length());
        name.codePoints().limit(NAME_LENGTH).forEach(c -> clean.appendCodePoint(isHarmless(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
