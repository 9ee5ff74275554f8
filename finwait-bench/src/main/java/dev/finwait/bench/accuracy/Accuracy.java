package dev.finwait.bench.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares verdicts with what was staged, and prints a table in Markdown.
///
///     java -cp finwait-bench.jar dev.finwait.bench.accuracy.Accuracy VERDICTS INTENTS [VERDICTS INTENTS ...]
///
/// `VERDICTS` is the output of `finwait why --json` or `finwait watch --json`, `INTENTS` one line for each connection:
/// `{"case": ..., "client": ..., "server": ...}`, with `"program"` and `"ending"` where the table should name them. A
/// case
/// may name several causes, `one|another`, where chance decides between them: then each is right. Ends with status 1
/// when a verdict was certain and wrong.
public final class Accuracy {
    /// Names of staged endings that are not those of their cause.
    private static final Map<String, String> CAUSES = Map.ofEntries(
            Map.entry("server-closes-with-unread", "close-with-unread"),
            Map.entry("client-closes-with-unread", "close-with-unread"),
            Map.entry("nginx-download-aborted", "close-with-unread"),
            Map.entry("tls13-client-closes-with-tickets-unread", "close-with-unread"),
            // What the server sent lies unread at the client: its kernel says TCP_ABORT_ON_CLOSE.
            Map.entry("client-closes-while-server-sends", "close-with-unread"),
            Map.entry("server-killed-with-unread", "process-died"),
            Map.entry("server-linger0", "linger-zero"),
            Map.entry("client-linger0", "linger-zero"),
            Map.entry("nginx-444", "linger-zero"),
            Map.entry("listener-closed-with-queue", "listener-closed"),
            Map.entry("admin-ss-kill", "admin-kill"),
            Map.entry("nginx-keepalive-race", "keepalive-race"),
            Map.entry("client-writes-after-server-close", "write-after-close"),
            Map.entry("redis-shutdown-then-write", "write-after-close"),
            Map.entry("server-restarted-client-writes", "write-after-close"),
            Map.entry("refused", "port-closed"));

    private final Map<String, Score> scores = new TreeMap<>();
    private int unstaged;

    Accuracy() {}

    /// Compares.
    ///
    /// @param arguments pairs of files
    /// @throws IOException if a file cannot be read
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || arguments.length % 2 != 0) {
            System.err.println("accuracy: usage: Accuracy VERDICTS INTENTS [VERDICTS INTENTS ...]");
            System.exit(2);
        }
        Accuracy accuracy = new Accuracy();
        for (int i = 0; i < arguments.length; i += 2) {
            accuracy.add(Path.of(arguments[i]), Path.of(arguments[i + 1]));
        }
        System.exit(accuracy.print(System.out) ? 0 : 1);
    }

    /// Compares one run.
    void add(Path verdicts, Path intents) throws IOException {
        Map<String, Score> staged = new HashMap<>();
        for (Line intent : Line.all(intents)) {
            staged.put(intent.ends(), score(intent));
        }
        for (Line line : Line.all(verdicts)) {
            Score score = staged.get(line.ends());
            if (!line.get("type").equals("reset")) {
                continue;
            }
            if (score == null) {
                unstaged++;
            } else {
                score.add(line);
            }
        }
    }

    /// The row of the table that an intent belongs to.
    private Score score(Line intent) {
        String name = intent.get("case");
        List<String> causes = List.of(CAUSES.getOrDefault(name, name).split("\\|"));
        String cause = String.join(" or ", causes);
        String program = intent.get("program");
        String row = program.isEmpty() ? cause : program + ", " + intent.get("ending") + ": " + cause;
        return scores.computeIfAbsent(row, any -> new Score(causes));
    }

    /// Prints the table.
    ///
    /// @return whether nothing was wrong that was said to be certain
    boolean print(PrintStream out) {
        out.println(
                "| staged | connections | right | listed as alternative | missed | certain | likely | possible | judged otherwise |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        int connections = 0;
        int right = 0;
        int listed = 0;
        int wronglyCertain = 0;
        for (Map.Entry<String, Score> entry : scores.entrySet()) {
            Score score = entry.getValue();
            int count = score.connections();
            if (count == 0) {
                continue;
            }
            out.printf(
                    "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %s |%n",
                    entry.getKey(),
                    count,
                    score.right(),
                    score.listed(),
                    count - score.right() - score.listed(),
                    score.of("certain"),
                    score.of("likely"),
                    score.of("possible"),
                    score.otherwise());
            connections += count;
            right += score.right();
            listed += score.listed();
            wronglyCertain += score.wronglyCertain();
        }
        out.printf(
                "%n%,d resets of staged connections: %.1f %% right, %.1f %% with the right cause among the alternatives, "
                        + "%.1f %% missed; certain and wrong: %d. Resets of connections that were not staged to be reset: %d.%n",
                connections,
                percent(right, connections),
                percent(listed, connections),
                percent(connections - right - listed, connections),
                wronglyCertain,
                unstaged);
        return wronglyCertain == 0;
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
