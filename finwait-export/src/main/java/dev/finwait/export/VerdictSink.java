package dev.finwait.export;

import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;

/// Takes verdicts as they are reached. Implementations are safe for use by several threads, and neither
/// wait nor throw in [#accept] and [#lost]: what cannot be passed on is dropped and counted.
public interface VerdictSink extends AutoCloseable {
    /// Takes one verdict.
    ///
    /// @param verdict why a connection was reset
    void accept(Verdict verdict);

    /// Notes that the source of facts lost events, so that there may have been more resets.
    ///
    /// @param events how many more than at the last call
    void lost(long events);

    /// Passes on what is still on its way, for some seconds at most, and ends. Never throws.
    @Override
    void close();

    /// Several sinks as one.
    ///
    /// @param sinks where everything goes, in this order; none is allowed
    /// @return the sink
    static VerdictSink all(List<VerdictSink> sinks) {
        return sinks.size() == 1 ? sinks.getFirst() : new VerdictSinks(sinks);
    }
}
