package dev.finwait.kernel.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which process a task belonged to, as the kernel's tracing remembers it (`saved_tgids`) for tasks
/// that `/proc` has forgotten.
///
/// For one thread.
public final class ThreadGroups {
    /// Reading the file takes some milliseconds: a crash of many threads asks a few times.
    private static final long AGAIN_NANOS = 100_000_000L;

    /// The kernel notes a task when it leaves the processor. That long after it ran, it has.
    private static final long NOTED_NANOS = 50_000_000L;

    private final @Nullable Path file;
    private final LongSupplier clock;
    private Map<Integer, Integer> leaders = Map.of();
    /// When it was read, in nanoseconds since 1970.
    private long read;

    /// Reads nothing yet.
    ///
    /// @param file the file; null where tracing has none
    public ThreadGroups(@Nullable Path file) {
        this(file, () -> System.currentTimeMillis() * 1_000_000L);
    }

    /// Reads nothing yet.
    ///
    /// @param clock the present, in nanoseconds since 1970
    ThreadGroups(@Nullable Path file, LongSupplier clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The process of a task that is gone. Asked right after it ran, the kernel may not tell yet, or tell whose the
    /// number was before: what was read then is not used for it again.
    ///
    /// @param task the task
    /// @param nanos when it ran
    /// @return its process id; empty when it is not known, or not yet
    OptionalInt leaderOf(int task, long nanos) {
        long now = clock.getAsLong();
        Integer leader = read - nanos > NOTED_NANOS ? leaders.get(task) : null;
        if (leader == null && file != null && now - read > AGAIN_NANOS) {
            read = now;
            leaders = parse(file);
            leader = leaders.get(task);
        }
        return leader == null || leader == 0 ? OptionalInt.empty() : OptionalInt.of(leader);
    }

    private static Map<Integer, Integer> parse(Path file) {
        Map<Integer, Integer> found = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    found.put(Integer.parseInt(line.substring(0, space)), Integer.parseInt(line.substring(space + 1)));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Map.of();
        }
        return found;
    }
}
