package dev.finwait.lab.scenario;

import dev.finwait.lab.story.Moment;
import dev.finwait.linux.Errno;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was seen when a scenario ran: nothing in it is assumed.
///
/// @param scenario what ran
/// @param closer what the closing side did and got
/// @param peer what the peer got
/// @param wire the closing side's packets that carry FIN or RST, in order; null where packets could not
/// be seen
/// @param kernelReason the kernel's reason for the first reset; null where there was none, or where it
/// could not be seen
/// @param kernelSeen whether the kernel's reasons could be seen
/// @param bytesLost bytes that one application wrote and the other could no longer read
/// @param story every call, segment and reset, in the order of time
public record Observation(
        Scenario scenario,
        CloserView closer,
        PeerView peer,
        @Nullable List<String> wire,
        @Nullable String kernelReason,
        boolean kernelSeen,
        long bytesLost,
        List<Moment> story)
        implements Result {
    /// What the run showed, with the figures of this run.
    ///
    /// @return one sentence
    public String finding() {
        return scenario.finding().replace(Scenario.SHARE, percent(peer.bytesRead(), peer.bytesExpected()));
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "nothing" : part * 100 / whole + " %";
    }

    /// What differs from what the scenario says should be seen.
    ///
    /// @return one line each, empty when all is as it should be
    public List<String> differences() {
        return scenario.checks().stream()
                .map(check -> check.difference(this))
                .flatMap(Optional::stream)
                .toList();
    }

    /// What the closing side did and got.
    ///
    /// @param did its calls, from the first closing one on
    /// @param returned what they gave
    /// @param tookNanos how long the last closing call took
    public record CloserView(String did, String returned, long tookNanos) {}

    /// What the peer got.
    ///
    /// @param bytesExpected bytes that the closing side's kernel took for it
    /// @param bytesRead bytes that it read
    /// @param read how its last read ended
    /// @param readErrno the errno of that read, null where it did not fail
    /// @param write how its first failing write failed, or that all went well
    /// @param writeErrno the errno of that write, null where none failed
    /// @param javaException what a Java socket in its place threw first; null where nothing, or where none was
    public record PeerView(
            long bytesExpected,
            long bytesRead,
            CallEnd read,
            @Nullable Errno readErrno,
            CallEnd write,
            @Nullable Errno writeErrno,
            @Nullable String javaException) {}
}
