package dev.finwait.cli.why;

import dev.finwait.capture.CaptureOptions;
import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.capture.CaptureTime;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
///
/// @param inputs names of captures, `-` for standard input
/// @param top how many groups to show; null for as many as are usual
/// @param connection the connection to tell of; null for all
/// @param all whether every reset is shown
/// @param since where to begin; null for the start
/// @param until where to end; null for the end
/// @param hosts addresses of which one end must be one; empty for all
/// @param ports ports of which one end must have one; empty for all
/// @param json whether JSON is printed
/// @param html the page to write; null for none
/// @param force whether it may replace a file
/// @param failOn which findings make the exit code 1; null for none
/// @param trace what a kernel told at the same time; null for none
/// @param maxConnections the most connections to follow at once; null for the usual number
record WhyOptions(
        List<String> inputs,
        @Nullable Integer top,
        @Nullable AddressPair connection,
        boolean all,
        @Nullable CaptureTime since,
        @Nullable CaptureTime until,
        Set<InetAddress> hosts,
        Set<Integer> ports,
        boolean json,
        @Nullable Path html,
        boolean force,
        @Nullable FailOn failOn,
        @Nullable Path trace,
        @Nullable Integer maxConnections) {
    /// Stands for standard input.
    static final String STANDARD_INPUT = "-";

    boolean isStream() {
        return inputs.contains(STANDARD_INPUT);
    }

    List<Path> paths() {
        return inputs.stream().map(Path::of).toList();
    }

    /// How many groups to show.
    ///
    /// @param usual so many, where the user named no number
    int top(int usual) {
        return top == null ? usual : top;
    }

    /// The inputs by the names that a reader knows.
    List<String> sources() {
        return inputs.stream()
                .map(input -> input.equals(STANDARD_INPUT)
                        ? "standard input"
                        : String.valueOf(Path.of(input).getFileName()))
                .toList();
    }

    /// What of the captures is looked at.
    CaptureOptions forCapture() {
        return new CaptureOptions(
                since,
                until,
                hosts,
                ports,
                json ? null : connection,
                maxConnections == null ? CaptureOptions.DEFAULT_CONNECTIONS : maxConnections);
    }
}
