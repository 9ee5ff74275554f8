package dev.finwait.kernel.process;

import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tasks that have ended a moment ago, by name. A reset at the end of a process is read when
/// `/proc` has forgotten it.
final class GoneTasks {
    private static final int MOST = 4096;
    /// A number is given to another task no sooner than after all others.
    static final long REMEMBERED_NANOS = 5_000_000_000L;

    private final Map<Integer, TaskExiting> tasks = new LinkedHashMap<>();
    private long count;

    void add(TaskExiting exit) {
        count++;
        tasks.remove(exit.task());
        tasks.put(exit.task(), exit);
        if (tasks.size() > MOST) {
            tasks.remove(tasks.keySet().iterator().next());
        }
    }

    /// How many have been added: as long as it stays the same, nothing more is known.
    long count() {
        return count;
    }

    /// Whether a task that ran at a given time had begun to end.
    boolean isEnding(int task, long nanos) {
        TaskExiting exit = tasks.isEmpty() ? null : tasks.get(task);
        return exit != null && exit.nanos() <= nanos && nanos - exit.nanos() < REMEMBERED_NANOS;
    }

    /// The name of a task that ended at about a given time, before or after; null when none is
    /// known.
    @Nullable
    String name(int task, long nanos) {
        TaskExiting exit = tasks.get(task);
        return exit != null && Math.abs(nanos - exit.nanos()) < REMEMBERED_NANOS ? exit.name() : null;
    }
}
