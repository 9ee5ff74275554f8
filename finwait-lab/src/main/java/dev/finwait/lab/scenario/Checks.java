package dev.finwait.lab.scenario;

import dev.finwait.close.CloseOutcome;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.Side;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The words that expectations are written in.
///
/// What could not be seen for want of rights is never held against a scenario.
public final class Checks {
    private Checks() {}

    /// The peer's last read ends so, after that many bytes in all.
    ///
    /// @param end how the last read ends
    /// @param bytes what was read
    /// @return the check
    public static Check peerReads(CallEnd end, long bytes) {
        return seen -> both(
                equal("peer's last read", end.word(), seen.peer().read().word()),
                equal("bytes read by the peer", bytes, seen.peer().bytesRead()));
    }

    /// The peer's last read says end-of-stream, whatever it read before.
    ///
    /// @return the check
    public static Check endOfStream() {
        return seen ->
                equal("peer's last read", CallEnd.EOF.word(), seen.peer().read().word());
    }

    /// The peer's last read ends so, and some of what was sent never reached it.
    ///
    /// @param ends how the last read may end
    /// @return the check
    public static Check peerReadsOnlyPart(CallEnd... ends) {
        List<String> words = Arrays.stream(ends).map(CallEnd::word).toList();
        return seen -> both(
                oneOf("peer's last read", words, seen.peer().read().word()),
                holds(
                        "bytes read by the peer",
                        "fewer than " + seen.peer().bytesExpected(),
                        seen.peer().bytesRead(),
                        bytes -> bytes < seen.peer().bytesExpected()));
    }

    /// The peer's writes end so.
    ///
    /// @param ends the possible endings
    /// @return the check
    public static Check peerWrites(CallEnd... ends) {
        List<String> words = Arrays.stream(ends).map(CallEnd::word).toList();
        return seen -> oneOf("peer's writes", words, seen.peer().write().word());
    }

    /// The closing side sends these packets, of those that carry FIN or RST. After an expected reset
    /// there may be more resets: they answer segments that were in flight.
    ///
    /// @param expected `FIN`, `RST`, `RST|ACK`
    /// @return the check
    public static Check wire(String... expected) {
        List<String> packets = List.of(expected);
        boolean resets = packets.stream().anyMatch(packet -> packet.startsWith("RST"));
        return seen -> {
            List<String> wire = seen.wire();
            if (wire == null) {
                return Optional.empty();
            }
            int same = Math.min(packets.size(), wire.size());
            boolean echoesOnly = wire.stream().skip(same).allMatch(packet -> packet.startsWith("RST"));
            boolean matches = wire.subList(0, same).equals(packets) && (wire.size() == same || (resets && echoesOnly));
            return matches ? Optional.empty() : difference("wire", packets, wire);
        };
    }

    /// The closing side sends a reset, whatever else it sends.
    ///
    /// @return the check
    public static Check wireHasReset() {
        return seen -> {
            List<String> wire = seen.wire();
            boolean reset = wire == null || wire.stream().anyMatch(packet -> packet.startsWith("RST"));
            return reset ? Optional.empty() : difference("wire", "a reset", wire);
        };
    }

    /// The graceful close reports this outcome.
    ///
    /// @param outcome how it ended
    /// @return the check
    public static Check closeReports(CloseOutcome outcome) {
        return seen -> seen.closer().returned().contains(outcome.name())
                ? Optional.empty()
                : difference("close report", outcome, seen.closer().returned());
    }

    /// The kernel names one of these reasons for the first reset.
    ///
    /// @param reasons names as in the event's format
    /// @return the check
    public static Check kernelReason(String... reasons) {
        return seen ->
                seen.kernelSeen() ? oneOf("kernel's reason", List.of(reasons), seen.kernelReason()) : Optional.empty();
    }

    /// The kernel sends no reset at all.
    ///
    /// @return the check
    public static Check noReset() {
        return seen -> equal("kernel's reason", null, seen.kernelReason());
    }

    /// That many bytes are lost.
    ///
    /// @param bytes both directions together
    /// @return the check
    public static Check loses(long bytes) {
        return seen -> equal("bytes lost", bytes, seen.bytesLost());
    }

    /// Bytes are lost.
    ///
    /// @return the check
    public static Check losesSome() {
        return seen -> holds("bytes lost", "more than 0", seen.bytesLost(), bytes -> bytes > 0);
    }

    /// The last closing call blocks at least so long.
    ///
    /// @param least the time
    /// @return the check
    public static Check closeBlocks(Duration least) {
        return seen -> holds(
                "duration of the close",
                "at least " + least.toMillis() + " ms",
                seen.closer().tookNanos() / 1_000_000,
                millis -> millis >= least.toMillis());
    }

    /// The closing side's calls, from the first closing one on, end so.
    ///
    /// @param results one word each: a value, an errno's name
    /// @return the check
    public static Check closerGets(String results) {
        return seen -> equal("closer's results", results, seen.closer().returned());
    }

    /// All calls of one side gave these results, in order.
    ///
    /// @param side whose calls
    /// @param results one word each: a value, an errno's name
    /// @return the check
    public static Check calls(Side side, String... results) {
        List<String> expected = List.of(results);
        return seen -> {
            List<String> actual = seen.story().stream()
                    .filter(Call.class::isInstance)
                    .map(Call.class::cast)
                    .filter(call -> call.side() == side)
                    .map(call -> call.answer().brief())
                    .toList();
            return equal(side == Side.PEER ? "peer's calls" : "closer's calls", expected, actual);
        };
    }

    private static Optional<String> both(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get() + "; " + other.get()) : one.or(() -> other);
    }

    private static Optional<String> oneOf(String what, List<String> expected, @Nullable String actual) {
        return actual != null && expected.contains(actual)
                ? Optional.empty()
                : difference(what, String.join(" or ", expected), actual);
    }

    private static Optional<String> equal(String what, @Nullable Object expected, @Nullable Object actual) {
        return Objects.equals(expected, actual) ? Optional.empty() : difference(what, expected, actual);
    }

    private static Optional<String> holds(String what, String expected, long actual, LongPredicate condition) {
        return condition.test(actual) ? Optional.empty() : difference(what, expected, actual);
    }

    private static Optional<String> difference(String what, @Nullable Object expected, @Nullable Object actual) {
        return Optional.of(what + ": expected " + expected + ", saw " + actual);
    }
}
