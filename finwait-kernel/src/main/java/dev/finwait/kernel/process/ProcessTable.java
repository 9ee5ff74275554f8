package dev.finwait.kernel.process;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The processes behind the tasks that events name, looked up once in a while and remembered when they
/// are gone.
///
/// For one thread.
public final class ProcessTable {
    private static final int MOST = 4096;
    private static final long FRESH_NANOS = 10_000_000_000L;
    private static final String NAMELESS = "process ";
    private static final ProcessIdentity IDLE = new ProcessIdentity(0, "idle processor", null, null, null);

    private record Known(ProcessIdentity identity, boolean elsewhere, boolean nameless, long nanos) {}

    private final ProcFiles files;
    private final ThreadGroups groups;
    private final String ownNamespace;
    private final GoneTasks gone = new GoneTasks();
    private final Map<Integer, Known> tasks = new Recent<>(MOST);
    private final Map<Long, ProcessIdentity> processes = new Recent<>(MOST);

    /// Makes an empty table.
    ///
    /// @param proc where `/proc` is
    /// @param groups who was a thread of whom, for those that are gone
    public ProcessTable(Path proc, ThreadGroups groups) {
        this.files = new ProcFiles(proc);
        this.groups = groups;
        this.ownNamespace = files.networkNamespace("self").orElse("");
    }

    /// Whether this process's network namespace is the host's first one. Addresses and counters of
    /// another one are
    /// asked in vain.
    ///
    /// @return false only when they are known to differ
    public boolean isInFirstNamespace() {
        return files.networkNamespace("1")
                .map(first -> ownNamespace.isEmpty() || first.equals(ownNamespace))
                .orElse(true);
    }

    /// Remembers that a task ends.
    ///
    /// @param exit its end
    public void add(TaskExiting exit) {
        gone.add(exit);
    }

    /// Whether a task was ending at a given time.
    ///
    /// @param task the task
    /// @param nanos when
    /// @return true from the start of its end on
    public boolean isExiting(int task, long nanos) {
        return gone.find(task, nanos).isPresent();
    }

    /// Whether a task lives in another network namespace than this process.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return false when it is not known
    public boolean isElsewhere(int task, long nanos) {
        return task != 0 && known(task, nanos).elsewhere();
    }

    /// The process that a task belongs to, while it can be known.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return the process; empty when it was gone before anybody looked, so that it is worth to ask
    ///     [#of] later
    public Optional<ProcessIdentity> find(int task, long nanos) {
        if (task == 0) {
            return Optional.of(IDLE);
        }
        Known known = known(task, nanos);
        return known.nameless() ? Optional.empty() : Optional.of(known.identity());
    }

    /// The process that a task belongs to.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return the process; with no more than a number for a name when it was gone before anybody
    ///     looked
    public ProcessIdentity of(int task, long nanos) {
        return task == 0 ? IDLE : known(task, nanos).identity();
    }

    private Known known(int task, long nanos) {
        Known known = tasks.get(task);
        // What it was called may come with its end, after it has been asked for in vain.
        boolean better =
                known != null && known.nameless() && gone.name(task, nanos).isPresent();
        if (known == null || better || nanos - known.nanos() > FRESH_NANOS) {
            known = lookUp(task, nanos, known);
            tasks.put(task, known);
        }
        return known;
    }

    private Known lookUp(int task, long nanos, @Nullable Known before) {
        long pid = files.processOf(task).orElse(-1);
        Optional<ProcessIdentity> identity = pid < 0 ? Optional.empty() : files.identity(pid);
        if (identity.isPresent()) {
            processes.put(pid, identity.get());
            String namespace = files.networkNamespace(Long.toString(pid)).orElse(ownNamespace);
            return new Known(identity.get(), !namespace.equals(ownNamespace), false, nanos);
        }
        if (before != null && !before.nameless()) {
            return new Known(before.identity(), before.elsewhere(), false, nanos);
        }
        ProcessIdentity named = ofGone(task, nanos);
        return new Known(named, false, named.name().startsWith(NAMELESS), nanos);
    }

    private ProcessIdentity ofGone(int task, long nanos) {
        int pid = groups.leaderOf(task).orElse(task);
        ProcessIdentity remembered = processes.get((long) pid);
        if (remembered != null) {
            return remembered;
        }
        String name = gone.name(pid, nanos).or(() -> gone.name(task, nanos)).orElse(NAMELESS + pid);
        return new ProcessIdentity(pid, name, null, null, null);
    }

    /// Keeps the entries that were used last.
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
