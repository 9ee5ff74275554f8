package dev.finwait.cli.watch;

import dev.finwait.cli.verdict.VerdictJson;
import dev.finwait.diagnosis.verdict.Verdict;

/// JSON Lines: an object for each reset connection, the summary last.
record JsonSink(VerdictJson json) implements WatchSink {
    @Override
    public void verdict(Verdict verdict) {
        json.reset(verdict);
    }

    /// Readers get what has gathered some times a second.
    @Override
    public void tick(long now) {
        json.flush();
    }

    @Override
    public void end(WatchWords words) {
        json.summary(words.totals());
        json.flush();
    }
}
