package dev.finwait.cli.why;

import dev.finwait.capture.CaptureAnalysis;
import dev.finwait.capture.CaptureSummary;
import dev.finwait.cli.Terminal;
import dev.finwait.cli.report.SummaryWords;
import dev.finwait.cli.verdict.Amounts;
import dev.finwait.cli.why.html.Page;
import dev.finwait.kernel.record.RecordedTrace;
import dev.finwait.kernel.record.TraceLookup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of `finwait why`.
final class WhyRun {
    /// A page is longer than a screen.
    private static final int USUAL_GROUPS = 40;

    private final WhyOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;

    WhyRun(WhyOptions options, PrintWriter out, PrintWriter err, Terminal terminal) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// Reads, judges and shows.
    ///
    /// @return whether something was found that the user asked to be told about
    boolean run() throws IOException {
        @Nullable PageFile page = options.html() == null ? null : new PageFile(options.html(), options.force());
        if (page != null) {
            page.check(options.inputs());
        }
        Output output = Outputs.of(options, out, terminal);
        ProgressLine progress = new ProgressLine(err, terminal);
        Judge judge = new Judge(output, progress, options.connection(), trace());
        CaptureSummary summary;
        try {
            summary = CaptureAnalysis.run(options.paths(), options.forCapture(), judge);
        } finally {
            output.flush();
            progress.clear();
        }
        if (options.trace() != null) {
            sayJoined(options.trace(), judge);
        }
        SummaryWords words = new SummaryWords(judge.report(), summary, options.sources());
        output.end(words);
        if (page != null) {
            page.write(Page.of(words, options.top(USUAL_GROUPS)));
            err.println("finwait: the page is " + page.path());
        }
        return options.failOn() != null && options.failOn().isFulfilledBy(judge.report());
    }

    private TraceLookup trace() throws IOException {
        return options.trace() == null ? (client, server, at) -> Optional.empty() : RecordedTrace.read(options.trace());
    }

    private void sayJoined(Path trace, Judge judge) {
        String doubt = judge.joined() == 0 ? ": are both of the same host and time?" : "";
        err.println("finwait: " + trace + " tells of " + Amounts.number(judge.joined()) + " of "
                + Amounts.count(judge.report().resets(), "reset connection") + doubt);
    }
}
