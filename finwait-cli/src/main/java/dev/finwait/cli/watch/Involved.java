package dev.finwait.cli.watch;

import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.stream.Stream;

/// The processes that had to do with a connection: those that were interrupted by chance do not
/// count.
final class Involved {
    private Involved() {}

    static Stream<ProcessIdentity> in(Verdict verdict) {
        Stream<ProcessIdentity> did = Stream.ofNullable(verdict.process());
        KernelFacts kernel = verdict.facts().kernel();
        if (kernel == null) {
            return did;
        }
        Closing closing = kernel.closing();
        Stream<ProcessIdentity> closed = closing == null ? Stream.empty() : Stream.ofNullable(closing.process());
        Stream<ProcessIdentity> changed = kernel.history().stream()
                .filter(change -> change.context() == Context.PROCESS)
                .map(KernelFacts.StateChange::process);
        return Stream.of(did, closed, changed).flatMap(each -> each);
    }
}
