package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Verdicts by service, cause and who reset.
final class Groups {
    /// With so many groups, resets of services that are not among them are counted by cause only.
    static final int MOST = 1000;

    private final Map<Key, Group> groups = new HashMap<>();

    /// What a group has in common. Compared for each verdict, so without the method handles of records.
    ///
    /// @param server the service; without a port where nobody listens; null stands for all those without a group
    private record Key(@Nullable Endpoint server, Cause cause, Party resetBy) {
        static Key of(Verdict verdict) {
            Endpoint server = verdict.facts().server();
            boolean nobody = verdict.cause() == Cause.PORT_CLOSED;
            return new Key(nobody ? new Endpoint(server.address(), 0) : server, verdict.cause(), verdict.resetBy());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && cause == that.cause
                    && resetBy == that.resetBy
                    && isSame(server, that.server);
        }

        private static boolean isSame(@Nullable Endpoint one, @Nullable Endpoint other) {
            if (one == null || other == null) {
                return one == null && other == null;
            }
            return one.port() == other.port() && one.address().equals(other.address());
        }

        @Override
        public int hashCode() {
            int service = server == null ? 0 : server.address().hashCode() * 31 + server.port();
            return (service * 31 + cause.hashCode()) * 31 + resetBy.hashCode();
        }
    }

    void add(Verdict verdict) {
        Key key = Key.of(verdict);
        Group group = groups.get(key);
        if (group == null && groups.size() >= MOST) {
            key = new Key(null, verdict.cause(), verdict.resetBy());
            group = groups.get(key);
        }
        if (group == null) {
            group = new Group(
                    key.server() == null ? Group.OTHERS : Group.serviceOf(verdict), key.cause(), key.resetBy());
            groups.put(key, group);
        }
        group.add(verdict);
    }

    List<Group> inOrder() {
        List<Group> ordered = new ArrayList<>(groups.values());
        ordered.sort(Groups::compare);
        return ordered;
    }

    /// Most harmful first. Without the comparators of the JDK: each of them makes classes at every start.
    private static int compare(Group one, Group other) {
        int order = other.harm().compareTo(one.harm());
        order = order != 0 ? order : Long.compare(other.lost(), one.lost());
        order = order != 0 ? order : Long.compare(other.bytesLost(), one.bytesLost());
        order = order != 0 ? order : Long.compare(other.count(), one.count());
        order = order != 0 ? order : one.service().compareTo(other.service());
        return order != 0 ? order : one.cause().compareTo(other.cause());
    }
}
