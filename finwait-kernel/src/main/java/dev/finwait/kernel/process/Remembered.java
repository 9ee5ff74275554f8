package dev.finwait.kernel.process;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Processes as they were when they were looked at, for when they are gone: with their command
/// line, container and unit. One that ended a while ago is not found, since another one may have
/// its number by now.
final class Remembered {
    private static final int MOST = 4096;

    private record Seen(ProcessIdentity identity, long ended) {
        boolean isOfThePast(long nanos) {
            return ended >= 0 && nanos - ended > GoneTasks.REMEMBERED_NANOS;
        }
    }

    private final Map<Long, Seen> processes = new Recent<>(MOST);

    void add(ProcessIdentity identity) {
        processes.put(identity.pid(), new Seen(identity, -1));
    }

    /// Notes that a process ends, or a thread: then it is nobody here.
    void ends(int task, long nanos) {
        processes.computeIfPresent((long) task, (pid, seen) -> new Seen(seen.identity(), nanos));
    }

    /// The process with this number.
    ///
    /// @param nanos when it ran
    /// @return null when it is not known
    @Nullable
    ProcessIdentity get(long pid, long nanos) {
        Seen seen = processes.get(pid);
        return seen == null || seen.isOfThePast(nanos) ? null : seen.identity();
    }
}
