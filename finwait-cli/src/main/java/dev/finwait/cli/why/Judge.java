package dev.finwait.cli.why;

import dev.finwait.capture.CaptureListener;
import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.capture.CaptureProgress;
import dev.finwait.capture.ConnectionStory;
import dev.finwait.cli.report.Report;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.kernel.record.TraceLookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has each reset connection judged, counts the verdict and passes it on.
final class Judge implements CaptureListener {
    private final Report report = new Report();
    private final Output output;
    private final ProgressLine progress;
    private final @Nullable AddressPair only;
    private final TraceLookup trace;
    private long joined;

    /// Passes verdicts on.
    ///
    /// @param only the only connection that counts; null for all
    /// @param trace what a kernel told
    Judge(Output output, ProgressLine progress, @Nullable AddressPair only, TraceLookup trace) {
        this.output = output;
        this.progress = progress;
        this.only = only;
        this.trace = trace;
    }

    Report report() {
        return report;
    }

    /// How many reset connections the trace told of as well.
    long joined() {
        return joined;
    }

    @Override
    public void reset(ConnectionFacts facts) {
        if (only != null && !ConnectionName.fits(only, facts.client(), facts.server())) {
            return;
        }
        ConnectionFacts both = join(facts);
        joined += both.kernel() == null ? 0 : 1;
        Verdict verdict = Diagnosis.judge(both);
        report.add(verdict);
        if (!verdict.isAttemptOnly()) {
            progress.clear();
            output.reset(verdict);
        }
    }

    private ConnectionFacts join(ConnectionFacts facts) {
        Optional<KernelFacts> told = trace.find(facts.client(), facts.server(), facts.resetAt());
        return told.isPresent() ? facts.with(told.get()) : facts;
    }

    @Override
    public void story(ConnectionStory story) {
        progress.clear();
        output.story(story, story.facts() == null ? null : Diagnosis.judge(join(story.facts())));
    }

    @Override
    public void progress(CaptureProgress soFar) {
        output.flush();
        progress.update(soFar, report.resets());
    }
}
