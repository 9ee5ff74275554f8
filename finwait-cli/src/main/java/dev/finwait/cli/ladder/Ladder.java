package dev.finwait.cli.ladder;

import dev.finwait.capture.ConnectionStory;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is drawn as a ladder, whatever it is drawn with. Immutable.
///
/// @param client the left side
/// @param server the right side
/// @param rungs its lines, in the order of time
public record Ladder(Endpoint client, Endpoint server, List<Rung> rungs) {
    /// Takes a copy of the list.
    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /// The packets that decide a verdict. Facts keep the handshake and the end; what was in between is told by number.
    ///
    /// @param verdict what is said of the connection
    /// @return its ladder, without rungs when no packets were captured
    public static Ladder of(Verdict verdict) {
        WireFacts wire = verdict.facts().wire();
        List<Rung> rungs = wire == null ? List.of() : new Rungs(marks(verdict), gap(wire)).of(wire.story());
        return new Ladder(verdict.facts().client(), verdict.facts().server(), rungs);
    }

    private static Rungs.Gap gap(WireFacts wire) {
        Moment completed = wire.handshake().completed();
        int before = 0;
        long kept = 0;
        for (Segment segment : wire.story()) {
            boolean opening = completed != null && segment.at().compareTo(completed) <= 0;
            before += opening || segment.has(Segment.SYN) ? 1 : 0;
            kept += segment.at().compareTo(wire.reset().at()) < 0 ? 1 : 0;
        }
        long missing = wire.fromClient().segments() + wire.fromServer().segments() - kept;
        return missing <= 0 || before >= wire.story().size() ? Rungs.Gap.NONE : new Rungs.Gap(before, missing);
    }

    /// All packets of a connection; of very many, the first and the last.
    ///
    /// @param story the packets
    /// @param verdict what is said of its reset; null when it was not reset
    /// @return its ladder
    public static Ladder of(ConnectionStory story, @Nullable Verdict verdict) {
        Rungs.Gap gap = story.leftOut() == 0 ? Rungs.Gap.NONE : new Rungs.Gap(story.resumesAt(), story.leftOut());
        Rungs rungs = new Rungs(verdict == null ? Map.of() : marks(verdict), gap);
        return new Ladder(story.client(), story.server(), rungs.of(story.segments()));
    }

    /// The number of the first observation that cites each packet, from 1.
    private static Map<Long, Integer> marks(Verdict verdict) {
        Map<Long, Integer> marks = new HashMap<>();
        List<Evidence> evidence = verdict.evidence();
        for (int i = 0; i < evidence.size(); i++) {
            if (evidence.get(i).packet() > 0) {
                marks.putIfAbsent(evidence.get(i).packet(), i + 1);
            }
        }
        return marks;
    }
}
