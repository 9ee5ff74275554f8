package dev.finwait.export;

import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;

/// Several sinks as one.
record VerdictSinks(List<VerdictSink> sinks) implements VerdictSink {
    VerdictSinks {
        sinks = List.copyOf(sinks);
    }

    @Override
    public void accept(Verdict verdict) {
        sinks.forEach(sink -> sink.accept(verdict));
    }

    @Override
    public void lost(long events) {
        sinks.forEach(sink -> sink.lost(events));
    }

    @Override
    public void close() {
        sinks.forEach(VerdictSink::close);
    }
}
