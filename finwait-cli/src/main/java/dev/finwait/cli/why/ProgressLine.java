package dev.finwait.cli.why;

import dev.finwait.capture.CaptureProgress;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.Amounts;
import java.io.PrintWriter;

/// How far the reading is, in one line of a terminal that is written over again and again. Nothing elsewhere.
final class ProgressLine {
    /// Who waits no longer than this needs no progress.
    private static final long PATIENCE_NANOS = 700_000_000;

    private final PrintWriter err;
    private final boolean shown;
    private final int width;
    private final long start = System.nanoTime();
    private int drawn;

    ProgressLine(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.shown = terminal.interactive();
        this.width = terminal.columns() - 1;
    }

    void update(CaptureProgress progress, long resets) {
        long passed = System.nanoTime() - start;
        if (!shown || passed < PATIENCE_NANOS) {
            return;
        }
        String text = text(progress, resets, passed);
        String line = text.substring(0, Math.min(text.length(), width));
        err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        err.flush();
        drawn = line.length();
    }

    static String text(CaptureProgress progress, long resets, long nanosPassed) {
        double rate = progress.bytes() / (nanosPassed / 1e9);
        String seen = Amounts.count(progress.packets(), "packet") + ", " + Amounts.count(resets, "reset");
        String speed = Amounts.bytes(Math.round(rate)) + "/s";
        if (progress.totalBytes() <= 0) {
            return Amounts.bytes(progress.bytes()) + " read, " + speed + ", " + seen;
        }
        long percent = Math.min(100, progress.bytes() * 100 / progress.totalBytes());
        long left = rate < 1 ? 0 : Math.round(Math.max(0, progress.totalBytes() - progress.bytes()) / rate);
        return percent + " % of " + Amounts.bytes(progress.totalBytes()) + ", " + speed + ", about " + left
                + " s left, " + seen;
    }

    /// Takes the line away, so that something else can be printed.
    void clear() {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            err.flush();
            drawn = 0;
        }
    }
}
