package dev.finwait.kernel.process;

import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tasks that have ended a moment ago, by name. A reset at the end of a process is read when `/proc`
/// has forgotten it.
final class GoneTasks {
    private static final int MOST = 4096;
    /// A number is given to another task no sooner than after all others.
    private static final long REMEMBERED_NANOS = 5_000_000_000L;

    private final Map<Integer, TaskExiting> tasks = new LinkedHashMap<>();

    void add(TaskExiting exit) {
        tasks.remove(exit.task());
        tasks.put(exit.task(), exit);
        if (tasks.size() > MOST) {
            tasks.remove(tasks.keySet().iterator().next());
        }
    }

    /// How a task ended that ran last at a given time.
    Optional<TaskExiting> find(int task, long nanos) {
        return Optional.ofNullable(tasks.get(task))
                .filter(exit -> exit.nanos() <= nanos && nanos - exit.nanos() < REMEMBERED_NANOS);
    }

    /// The name of a task that ended at about a given time, before or after.
    Optional<String> name(int task, long nanos) {
        return Optional.ofNullable(tasks.get(task))
                .filter(exit -> Math.abs(nanos - exit.nanos()) < REMEMBERED_NANOS)
                .map(TaskExiting::name);
    }
}
