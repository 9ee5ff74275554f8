package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Verdicts by service, cause and who reset.
final class Groups {
    /// With so many groups, resets of services that are not among them are counted by cause only.
    static final int MOST = 1000;

    private static final Comparator<Group> ORDER = Comparator.comparing(Group::harm)
            .thenComparingLong(Group::lost)
            .thenComparingLong(Group::bytesLost)
            .thenComparingLong(Group::count)
            .reversed()
            .thenComparing(Group::service)
            .thenComparing(Group::cause);

    private final Map<Key, Group> groups = new HashMap<>();

    /// What a group has in common.
    private record Key(String service, Cause cause, Party resetBy) {}

    void add(Verdict verdict) {
        Key key = new Key(Group.serviceOf(verdict), verdict.cause(), verdict.resetBy());
        Group group = groups.get(key);
        if (group == null && groups.size() >= MOST) {
            key = new Key(Group.OTHERS, verdict.cause(), verdict.resetBy());
            group = groups.get(key);
        }
        if (group == null) {
            group = new Group(key.service(), key.cause(), key.resetBy());
            groups.put(key, group);
        }
        group.add(verdict);
    }

    List<Group> inOrder() {
        List<Group> ordered = new ArrayList<>(groups.values());
        ordered.sort(ORDER);
        return ordered;
    }
}
