package dev.finwait.lab.engine;

import dev.finwait.lab.observe.KernelReasons.ResetEvent;
import dev.finwait.lab.observe.WireTap.TappedSegment;
import dev.finwait.lab.scenario.CallEnd;
import dev.finwait.lab.scenario.Observation;
import dev.finwait.lab.scenario.Observation.CloserView;
import dev.finwait.lab.scenario.Observation.PeerView;
import dev.finwait.lab.scenario.Result;
import dev.finwait.lab.script.Actor;
import dev.finwait.lab.script.Tally;
import dev.finwait.lab.story.Answer;
import dev.finwait.lab.story.Call;
import dev.finwait.lab.story.KernelReset;
import dev.finwait.lab.story.Segment;
import dev.finwait.lab.story.Side;
import dev.finwait.linux.Errno;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the senses caught during all runs, to be joined to each of them by its address pair.
final class Evidence {
    private final Optional<List<TappedSegment>> segments;
    private final Optional<List<ResetEvent>> resets;

    private Evidence(Optional<List<TappedSegment>> segments, Optional<List<ResetEvent>> resets) {
        this.segments = segments;
        this.resets = resets;
    }

    static Evidence gather(Senses senses) {
        return new Evidence(senses.segments(), senses.resets());
    }

    Result join(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Ended ended -> ended.result();
            case Attempt.Performed performed -> observation(performed);
        };
    }

    private Observation observation(Attempt.Performed performed) {
        Performance run = performed.performance();
        List<Segment> wire = segmentsOf(run);
        List<KernelReset> kernel = resetsOf(run);
        wire.forEach(run.story()::add);
        kernel.forEach(run.story()::add);
        return new Observation(
                performed.scenario(),
                closer(run),
                peer(run, performed.javaException()),
                segments.isPresent() ? endingsOf(wire) : null,
                kernel.isEmpty() ? null : kernel.getFirst().reason(),
                resets.isPresent(),
                lost(run),
                run.story().moments());
    }

    private List<Segment> segmentsOf(Performance run) {
        InetSocketAddress closer = run.address(Side.CLOSER);
        InetSocketAddress peer = run.address(Side.PEER);
        List<TappedSegment> own = segments.orElse(List.of()).stream()
                .filter(segment -> segment.between(closer, peer) && segment.atNanos() <= run.endNanos())
                .toList();
        List<Segment> result = new ArrayList<>();
        for (Side side : Side.values()) {
            List<TappedSegment> sent = own.stream()
                    .filter(segment -> segment.from(run.address(side)))
                    .toList();
            if (!sent.isEmpty()) {
                int first = sent.getFirst().sequence();
                sent.forEach(segment -> result.add(new Segment(
                        side,
                        segment.flags(),
                        Integer.toUnsignedLong(segment.sequence() - first),
                        segment.length(),
                        segment.atNanos())));
            }
        }
        return result;
    }

    private List<KernelReset> resetsOf(Performance run) {
        InetSocketAddress closer = run.address(Side.CLOSER);
        InetSocketAddress peer = run.address(Side.PEER);
        return resets.orElse(List.of()).stream()
                .filter(event -> event.between(closer, peer) && event.atNanos() <= run.endNanos())
                .map(event ->
                        new KernelReset(event.from(closer) ? Side.CLOSER : Side.PEER, event.reason(), event.atNanos()))
                .toList();
    }

    /// The closing side's FINs and RSTs, each once: a FIN sent again is the same FIN.
    private static List<String> endingsOf(List<Segment> wire) {
        Set<Long> fins = new HashSet<>();
        return wire.stream()
                .filter(segment -> segment.side() == Side.CLOSER && segment.ends())
                .filter(segment -> segment.resets() || fins.add(segment.sequence() + segment.length()))
                .map(Segment::meaning)
                .toList();
    }

    private static CloserView closer(Performance run) {
        Actor closer = run.actor(Side.CLOSER);
        Long begin = closer.firstEnding();
        if (begin == null) {
            return new CloserView("nothing", "nothing", 0);
        }
        List<Call> calls = run.story().calls(Side.CLOSER).stream()
                .filter(call -> call.atNanos() >= begin)
                .toList();
        return new CloserView(
                calls.stream().map(call -> call.answer().call()).collect(Collectors.joining("; ")),
                calls.stream().map(call -> call.answer().brief()).collect(Collectors.joining("; ")),
                closer.lastEndingTook());
    }

    private static PeerView peer(Performance run, @Nullable String javaException) {
        Tally tally = run.actor(Side.PEER).tally();
        Answer read = tally.lastRead();
        Answer failed = tally.failedWrite();
        return new PeerView(
                run.actor(Side.CLOSER).tally().written(),
                tally.read(),
                CallEnd.ofRead(read),
                errno(read),
                CallEnd.ofWrites(tally.wrote(), failed),
                errno(failed),
                javaException);
    }

    private static @Nullable Errno errno(@Nullable Answer answer) {
        return answer == null || answer.errno() == 0 ? null : Errno.of(answer.errno());
    }

    private static long lost(Performance run) {
        Tally closer = run.actor(Side.CLOSER).tally();
        Tally peer = run.actor(Side.PEER).tally();
        return Math.max(0, closer.written() - peer.read()) + Math.max(0, peer.written() - closer.read());
    }
}
