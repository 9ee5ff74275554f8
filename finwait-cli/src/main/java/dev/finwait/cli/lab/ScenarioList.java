package dev.finwait.cli.lab;

import dev.finwait.cli.Style;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.Wrap;
import dev.finwait.lab.scenario.Privilege;
import dev.finwait.lab.scenario.Scenario;
import dev.finwait.lab.scenario.Topic;
import java.io.PrintWriter;
import java.util.List;

/// `finwait lab --list`: every scenario with what it shows.
final class ScenarioList {
    private static final String INDENT = "      ";

    private ScenarioList() {}

    static void print(List<Scenario> scenarios, PrintWriter out, Terminal terminal) {
        Style style = new Style(terminal.colour());
        Topic topic = null;
        for (Scenario scenario : scenarios) {
            if (scenario.topic() != topic) {
                out.print(topic == null ? "" : System.lineSeparator());
                topic = scenario.topic();
                Wrap.lines("", "  ", topic.label() + ". " + topic.claim(), terminal.columns())
                        .forEach(out::println);
            }
            String right = scenario.privilege() == Privilege.NONE ? "" : " (R)";
            out.println("  " + style.bold(scenario.id()) + style.faint("  " + scenario.family() + right));
            Wrap.lines(INDENT, INDENT, scenario.title(), terminal.columns()).forEach(out::println);
        }
        out.println();
        out.println("(R) needs root: it is skipped without.");
    }
}
