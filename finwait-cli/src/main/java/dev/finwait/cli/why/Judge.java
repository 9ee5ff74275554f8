package dev.finwait.cli.why;

import dev.finwait.capture.CaptureListener;
import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.capture.CaptureProgress;
import dev.finwait.capture.ConnectionStory;
import dev.finwait.cli.report.Report;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// Has each reset connection judged, counts the verdict and passes it on.
final class Judge implements CaptureListener {
    private final Report report = new Report();
    private final Output output;
    private final ProgressLine progress;
    private final @Nullable AddressPair only;

    /// Passes verdicts on.
    ///
    /// @param only the only connection that counts; null for all
    Judge(Output output, ProgressLine progress, @Nullable AddressPair only) {
        this.output = output;
        this.progress = progress;
        this.only = only;
    }

    Report report() {
        return report;
    }

    @Override
    public void reset(ConnectionFacts facts) {
        if (only != null && !ConnectionName.fits(only, facts.client(), facts.server())) {
            return;
        }
        Verdict verdict = Diagnosis.judge(facts);
        report.add(verdict);
        if (!verdict.isAttemptOnly()) {
            progress.clear();
            output.reset(verdict);
        }
    }

    @Override
    public void story(ConnectionStory story) {
        progress.clear();
        output.story(story, story.facts() == null ? null : Diagnosis.judge(story.facts()));
    }

    @Override
    public void progress(CaptureProgress soFar) {
        output.flush();
        progress.update(soFar, report.resets());
    }
}
