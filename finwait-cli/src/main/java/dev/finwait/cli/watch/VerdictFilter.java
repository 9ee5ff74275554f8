package dev.finwait.cli.watch;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which resets count. Of each kind of condition one must hold.
///
/// @param ports ports of which one end must have one; empty for all
/// @param processes names or process ids of which one involved process must have one; empty for all
/// @param containers beginnings of container ids of which one involved process must have one; empty
///     for all
/// @param direction the way that the reset must have gone; null for either
/// @param causes the causes that count; empty for all
record VerdictFilter(
        Set<Integer> ports,
        Set<String> processes,
        Set<String> containers,
        @Nullable Direction direction,
        Set<Cause> causes) {

    boolean admits(Verdict verdict) {
        return (causes.isEmpty() || causes.contains(verdict.cause()))
                && (direction == null || direction.fits(verdict.facts().kernel()))
                && (ports.isEmpty() || hasPort(verdict))
                && (processes.isEmpty() || Involved.in(verdict).anyMatch(this::isWanted))
                && (containers.isEmpty() || Involved.in(verdict).anyMatch(this::isInWantedContainer));
    }

    private boolean hasPort(Verdict verdict) {
        return ports.contains(verdict.facts().client().port())
                || ports.contains(verdict.facts().server().port());
    }

    private boolean isWanted(ProcessIdentity process) {
        return processes.contains(process.name()) || processes.contains(Long.toString(process.pid()));
    }

    private boolean isInWantedContainer(ProcessIdentity process) {
        String container = process.container();
        return container != null && containers.stream().anyMatch(container::startsWith);
    }
}
