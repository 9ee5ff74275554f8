package dev.finwait.cli.watch;

import dev.finwait.export.prometheus.ListenAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
///
/// @param view how resets are shown
/// @param filter which of them count
/// @param record the file that keeps what the kernel told; null for none
/// @param prometheus where Prometheus may ask; null for nowhere
/// @param duration when to end; null to go on
/// @param count after how many resets to end; null to go on
/// @param connections how many connections to remember; null for the usual number
record WatchRequest(
        View view,
        VerdictFilter filter,
        @Nullable Path record,
        @Nullable ListenAddress prometheus,
        @Nullable Duration duration,
        @Nullable Long count,
        @Nullable Integer connections) {

    /// How resets are shown.
    enum View {
        /// A line for each incident.
        LINES,

        /// A table that is drawn again and again.
        TOP,

        /// JSON Lines.
        JSON
    }
}
