package dev.finwait.cli.why;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
///
/// @param inputs names of captures, `-` for standard input
/// @param top how many groups to show
/// @param connection the connection to tell of; null for all
/// @param all whether every reset is shown
/// @param since where to begin; null for the start
/// @param until where to end; null for the end
/// @param hosts addresses of which one end must be one; empty for all
/// @param ports ports of which one end must have one; empty for all
/// @param json whether JSON is printed
/// @param html the page to write; null for none
/// @param force whether it may replace a file
/// @param failOn which findings make the exit code 1
/// @param maxConnections the most connections to follow at once; 0 for the usual number
record WhyOptions(
        List<String> inputs,
        int top,
        @Nullable AddressPair connection,
        boolean all,
        @Nullable TimePoint since,
        @Nullable TimePoint until,
        Set<InetAddress> hosts,
        Set<Integer> ports,
        boolean json,
        @Nullable Path html,
        boolean force,
        FailOn failOn,
        int maxConnections) {
    /// Stands for standard input.
    static final String STANDARD_INPUT = "-";

    boolean isStream() {
        return inputs.contains(STANDARD_INPUT);
    }

    /// The inputs by the names that a reader knows.
    List<String> sources() {
        return inputs.stream()
                .map(input -> input.equals(STANDARD_INPUT) ? "standard input" : String.valueOf(Path.of(input).getFileName()))
                .toList();
    }
}
