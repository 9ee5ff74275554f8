package dev.finwait.cli.watch;

import dev.finwait.cli.verdict.VerdictJson;
import dev.finwait.diagnosis.verdict.Verdict;

/// JSON Lines: an object for each reset connection, the summary last.
record JsonSink(VerdictJson json) implements WatchSink {
    @Override
    public void verdict(Verdict verdict) {
        json.reset(verdict);
    }

    @Override
    public void end(WatchWords words) {
        json.summary(words.totals());
    }
}
