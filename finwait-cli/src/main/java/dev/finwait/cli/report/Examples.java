package dev.finwait.cli.report;

import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The verdicts of a group that show best what happened: sure, harmful, seen from the handshake on. Not thread-safe.
final class Examples {
    private static final int MOST = 3;

    /// Of equally good ones the one that knows most of its service.
    private static final Comparator<Verdict> ORDER = Comparator.comparingInt(Examples::score)
            .thenComparingLong(
                    verdict -> verdict.facts().surroundings().idleCloses().count());

    private final List<Verdict> best = new ArrayList<>(MOST);

    void offer(Verdict verdict) {
        int place = best.size();
        while (place > 0 && ORDER.compare(best.get(place - 1), verdict) < 0) {
            place--;
        }
        if (place < MOST) {
            if (best.size() == MOST) {
                best.remove(MOST - 1);
            }
            best.add(place, verdict);
        }
    }

    List<Verdict> best() {
        return List.copyOf(best);
    }

    private static int score(Verdict verdict) {
        int score = verdict.confidence() == Confidence.CERTAIN ? 4 : verdict.confidence() == Confidence.LIKELY ? 2 : 0;
        score += verdict.harm() == Harm.LOST ? 2 : 0;
        WireFacts wire = verdict.facts().wire();
        return score + (wire != null && wire.handshake().isComplete() && !wire.oneWay() ? 1 : 0);
    }
}
