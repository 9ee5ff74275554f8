package dev.finwait.cli.watch;

import dev.finwait.cause.Cause;
import dev.finwait.cli.Printable;
import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Puts an incident into a line: when, who, why, whose connections, what harm, how sure. A terminal
/// that is too narrow gets a second line; a file or a pipe never does.
final class IncidentLine {
    private static final String GAP = "  ";

    private final Style style;
    private final ZoneId zone;
    private final int width;

    /// @param zone where the user is
    IncidentLine(Terminal terminal, ZoneId zone) {
        this.style = new Style(terminal.colour());
        this.zone = zone;
        this.width = terminal.screen() ? terminal.columns() : Integer.MAX_VALUE;
    }

    List<String> of(Incident incident) {
        String time = Amounts.time(incident.first().facts().resetAt().instant(), zone);
        String what = Printable.of(who(incident.first())) + ": ";
        String cause = cause(incident);
        String rest = ends(incident) + GAP + harm(incident) + ", "
                + incident.confidence().id();
        String head = style.faint(time) + GAP + what + style.bold(cause);
        String tail = ends(incident) + GAP + coloured(incident) + ", "
                + incident.confidence().id();
        int length = time.length() + what.length() + cause.length() + rest.length() + 2 * GAP.length();
        List<String> lines = new ArrayList<>();
        if (length <= width) {
            lines.add(head + GAP + tail);
        } else {
            lines.add(head);
            lines.add(" ".repeat(time.length()) + GAP + tail);
        }
        return lines;
    }

    private static String who(Verdict verdict) {
        String party = verdict.resetBy() == Party.THIRD_PARTY
                ? "neither end"
                : verdict.resetBy().id();
        return verdict.process() == null ? party : party + " " + Words.process(verdict.process());
    }

    private static String cause(Incident incident) {
        Cause cause = incident.first().cause();
        String title = Words.lowerFirst(cause.title());
        if (incident.count() == 1) {
            return title;
        }
        String connections = Amounts.count(incident.count(), "connection");
        return cause == Cause.LISTENER_CLOSED
                ? "the listener closed, " + connections + " in the accept queue"
                : title + ", " + connections;
    }

    private static String ends(Incident incident) {
        Verdict first = incident.first();
        String client = incident.count() == 1 ? first.facts().client().toString() : incident.clients();
        return client + " > " + first.facts().server();
    }

    private static String harm(Incident incident) {
        if (incident.count() == 1) {
            return Words.harm(incident.first());
        }
        return switch (incident.harm()) {
            case NONE -> "no harm";
            case POSSIBLE -> "may have lost data";
            case LOST -> incident.bytesLost() > 0 ? Amounts.bytes(incident.bytesLost()) + " lost" : "data lost";
        };
    }

    private String coloured(Incident incident) {
        String harm = harm(incident);
        return switch (incident.harm()) {
            case NONE -> style.good(harm);
            case POSSIBLE -> style.fair(harm);
            case LOST -> style.bad(harm);
        };
    }
}
