package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What is said of a group.
public final class GroupWords {
    private static final int FEW = 4;

    private GroupWords() {}

    /// What was called.
    ///
    /// @param group the group
    /// @return for example `192.0.2.1:443`, `192.0.2.1, ports 81, 82`
    public static String service(Group group) {
        boolean byHost = group.cause() == Cause.PORT_CLOSED && !group.service().equals(Group.OTHERS);
        if (!byHost) {
            return group.service();
        }
        boolean one = group.ports().kept().size() == 1;
        return group.service() + (one ? ", port " : ", ports ") + list(group.ports());
    }

    /// Who reset, and whose connections.
    ///
    /// @param group the group
    /// @return for example `the server, nginx[812]; clients 192.0.2.7, 192.0.2.8`
    public static String who(Group group) {
        String processes = group.processes().kept().isEmpty() ? "" : ", " + list(group.processes());
        String clients = list(group.clients());
        boolean one = group.clients().kept().size() == 1;
        if (group.resetBy() == Party.CLIENT) {
            return (one ? "the client, " : "the clients, ")
                    + clients
                    + (processes.isEmpty() ? "" : "; process" + processes.substring(1));
        }
        return Words.who(group.resetBy()) + processes + (one ? "; client " : "; clients ") + clients;
    }

    /// Why, and which process did it.
    ///
    /// @param group the group
    /// @return for example `linger-zero, haproxy[812]`
    public static String causeAndProcess(Group group) {
        String cause = group.cause().id();
        return group.processes().kept().isEmpty() ? cause : cause + ", " + list(group.processes());
    }

    private static <T extends Comparable<T>> String list(Few<T> few) {
        List<String> shown = few.kept().stream().limit(FEW).map(String::valueOf).toList();
        boolean more = few.hasMore() || few.kept().size() > FEW;
        return String.join(", ", shown) + (more ? " and more" : "");
    }

    /// How sure that is, and what it could be instead.
    ///
    /// @param group the group
    /// @return for example `likely; it could also be: closed with linger zero`
    public static String sure(Group group) {
        List<String> parts = new ArrayList<>();
        for (Confidence confidence : Confidence.values()) {
            long count = group.count(confidence);
            if (count > 0) {
                String of = count == group.count() ? "" : " in " + Amounts.number(count);
                parts.add((of.isEmpty() ? Words.sure(confidence) : confidence.id()) + of);
            }
        }
        String others = Words.alternatives(group.alternatives());
        return String.join(", ", parts) + (others.isEmpty() ? "" : "; it could also be: " + others);
    }

    /// What the group lost.
    ///
    /// @param group the group
    /// @return for example `1,460 bytes on 2 connections`
    public static String lost(Group group) {
        List<String> parts = new ArrayList<>();
        if (group.lost() > 0) {
            String bytes = group.bytesLost() > 0 ? Amounts.bytes(group.bytesLost()) : "data";
            parts.add(bytes + " on " + Amounts.count(group.lost(), "connection"));
        }
        if (group.maybeLost() > 0) {
            parts.add("possibly data on " + Amounts.count(group.maybeLost(), "connection"));
        }
        long harmless = group.count() - group.lost() - group.maybeLost();
        if (harmless > 0) {
            parts.add("nothing on " + Amounts.number(harmless));
        }
        return String.join(", ", parts);
    }

    /// One connection.
    ///
    /// @param verdict what is said of it
    /// @return for example `192.0.2.7:50112 at 13:00:01.042 UTC`
    public static String example(Verdict verdict) {
        String packet =
                verdict.packet().isPresent() ? ", packet " + verdict.packet().getAsLong() : "";
        String echoes = verdict.echoes() > 0 ? ", then " + Amounts.count(verdict.echoes(), "more reset") : "";
        return verdict.facts().client() + " at "
                + Amounts.time(verdict.facts().resetAt().instant()) + " UTC" + packet + echoes;
    }
}
