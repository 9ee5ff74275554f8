package dev.finwait.kernel.process;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The processes behind the tasks that events name, looked up once in a while and remembered when
/// they are gone.
///
/// For one thread.
public final class ProcessTable {
    private static final int MOST = 4096;
    private static final ProcessIdentity IDLE = new ProcessIdentity(0, "idle processor", null, null, null);

    private final ProcFiles files;
    private final ThreadGroups groups;
    private final String ownNamespace;
    private final @Nullable String hostNamespace;
    private boolean othersExist;
    private final GoneTasks gone = new GoneTasks();
    private final Map<Integer, Known> tasks = new Recent<>(MOST);
    private final Remembered processes = new Remembered();
    /// Most events come from the same task as the one before.
    private int lastTask = -1;

    private @Nullable Known last;

    /// Makes an empty table.
    ///
    /// @param proc where `/proc` is; any other folder when the processes there are others than
    ///     those of the kernel's events, so that none is found
    /// @param groups who was a thread of whom, for those that are gone
    public ProcessTable(Path proc, ThreadGroups groups) {
        this.files = new ProcFiles(proc);
        this.groups = groups;
        this.ownNamespace = files.networkNamespace("self").orElse("");
        this.hostNamespace = new Namespaces(proc).isFirstNetwork() && !ownNamespace.isEmpty() ? ownNamespace : null;
    }

    /// Looks at the processes that there are, so that those are known which end before they are
    /// seen.
    public void lookAround() {
        files.processes(MOST).forEach(pid -> files.identity(pid, hostNamespace).ifPresent(processes::add));
    }

    /// Remembers that a task ends.
    ///
    /// @param exit its end
    public void add(TaskExiting exit) {
        gone.add(exit);
        processes.ends(exit.task(), exit.nanos());
        tasks.computeIfPresent(exit.task(), (task, known) -> known.endedAt(exit.nanos()));
        lastTask = -1;
    }

    /// Whether a task was ending at a given time.
    ///
    /// @param task the task
    /// @param nanos when
    /// @return true from the start of its end on
    public boolean isExiting(int task, long nanos) {
        return gone.isEnding(task, nanos);
    }

    /// In which network namespace a task lives.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return where, as far as it is known
    public Whereabouts whereabouts(int task, long nanos) {
        return task == 0 ? Whereabouts.UNKNOWN : known(task, nanos).where();
    }

    /// Whether nobody is known to live in another network namespace, so that those of whom it is
    /// not known live here too.
    ///
    /// @return false from the first process on that lives elsewhere, or when this one itself does
    ///     not live where the host does
    public boolean isOneNamespace() {
        return hostNamespace != null && !othersExist;
    }

    /// The process that a task belongs to, while it can be known.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return the process; empty when it was gone before anybody looked, so that it is worth to
    ///     ask [#of] later
    public Optional<ProcessIdentity> find(int task, long nanos) {
        if (task == 0) {
            return Optional.of(IDLE);
        }
        Known known = known(task, nanos);
        return known.sure() ? Optional.of(known.identity()) : Optional.empty();
    }

    /// The process that a task belongs to.
    ///
    /// @param task the task
    /// @param nanos when it was seen
    /// @return the process. When it was gone before anybody looked, it has the name with which it
    ///     ended; or `thread` and the name of that thread, where that alone is known; else no more
    ///     than a number for a name
    public ProcessIdentity of(int task, long nanos) {
        return task == 0 ? IDLE : known(task, nanos).identity();
    }

    private Known known(int task, long nanos) {
        Known known = task == lastTask ? last : tasks.get(task);
        if (known != null && known.isOfThePast(nanos)) {
            known = null;
        }
        if (known == null || known.isDue(nanos, gone.count())) {
            known = lookUp(task, nanos, known);
            tasks.put(task, known);
        }
        lastTask = task;
        last = known;
        return known;
    }

    private Known lookUp(int task, long nanos, @Nullable Known before) {
        long first = before == null ? nanos : before.first();
        long ended = before == null ? -1 : before.ended();
        long pid = files.processOf(task).orElseGet(() -> leaderOfGone(task, nanos, before));
        ProcessIdentity alive = pid < 0 ? null : alive(pid, nanos);
        if (alive != null) {
            return new Known(alive, where(pid), true, first, nanos, gone.count(), System.nanoTime(), ended);
        }
        Whereabouts where = before == null ? Whereabouts.UNKNOWN : before.where();
        String end = pid < 0 ? null : gone.name((int) pid, nanos);
        ProcessIdentity past = ofGone(task, pid, end, nanos);
        return new Known(past, where, end != null, first, nanos, gone.count(), System.nanoTime(), ended);
    }

    /// A process that is there, or has ended and is not yet forgotten: then it has no command line
    /// any more.
    private @Nullable ProcessIdentity alive(long pid, long nanos) {
        ProcessIdentity now = files.identity(pid, hostNamespace).orElse(null);
        if (now == null) {
            return null;
        }
        ProcessIdentity seen = now.command() != null ? null : processes.get(pid, nanos);
        if (seen != null && seen.name().equals(now.name())) {
            return seen;
        }
        processes.add(now);
        return now;
    }

    private Whereabouts where(long pid) {
        String namespace = files.networkNamespace(Long.toString(pid)).orElse("");
        if (namespace.isEmpty() || ownNamespace.isEmpty()) {
            return Whereabouts.UNKNOWN;
        }
        othersExist |= !namespace.equals(ownNamespace);
        return namespace.equals(ownNamespace) ? Whereabouts.HERE : Whereabouts.ELSEWHERE;
    }

    /// The process of a task that is gone, -1 when it is not known.
    private long leaderOfGone(int task, long nanos, @Nullable Known before) {
        long pid = before == null ? task : before.identity().pid();
        boolean known = (before != null && before.sure()) || processes.get(pid, nanos) != null;
        return known ? pid : groups.leaderOf(task, nanos).orElse(-1);
    }

    /// A process that is gone, as far as it is known: how it was when it was looked at, and what it
    /// was called when it ended. Both differ if it had become another program in between, or had
    /// named itself.
    ///
    /// @param pid the process; -1 when it is not known
    /// @param end what it was called when it ended; null when that was not heard
    private ProcessIdentity ofGone(int task, long pid, @Nullable String end, long nanos) {
        ProcessIdentity seen = pid < 0 ? null : processes.get(pid, nanos);
        if (seen != null) {
            return end == null || end.equals(seen.name())
                    ? seen
                    : new ProcessIdentity(pid, end, null, seen.container(), seen.unit());
        }
        String thread = gone.name(task, nanos);
        if (end != null) {
            return named(pid, end);
        }
        if (thread == null) {
            return named(pid < 0 ? task : pid, "process " + (pid < 0 ? task : pid));
        }
        return pid < 0 || pid == task ? named(task, thread) : named(pid, "thread " + thread);
    }

    private static ProcessIdentity named(long pid, String name) {
        return new ProcessIdentity(pid, name, null, null, null);
    }
}
