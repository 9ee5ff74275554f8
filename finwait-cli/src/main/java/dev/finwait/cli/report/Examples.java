package dev.finwait.cli.report;

import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/// The verdicts of a group that show best what happened: sure, harmful, seen from the handshake on. Not thread-safe.
final class Examples {
    private static final int MOST = 3;

    private final List<Rated> best = new ArrayList<>(MOST);

    /// A verdict, how well it shows, and how much was known of its service: of equally good ones that decides.
    private record Rated(Verdict verdict, int score, long known) {
        static Rated of(Verdict verdict) {
            return new Rated(
                    verdict,
                    Examples.score(verdict),
                    verdict.facts().surroundings().idleCloses().count());
        }

        boolean isWorseThan(Rated other) {
            return score < other.score || (score == other.score && known < other.known);
        }
    }

    void offer(Verdict verdict) {
        Rated offered = Rated.of(verdict);
        int place = best.size();
        while (place > 0 && best.get(place - 1).isWorseThan(offered)) {
            place--;
        }
        if (place < MOST) {
            if (best.size() == MOST) {
                best.remove(MOST - 1);
            }
            best.add(place, offered);
        }
    }

    List<Verdict> best() {
        return best.stream().map(Rated::verdict).toList();
    }

    private static int score(Verdict verdict) {
        int score = verdict.confidence() == Confidence.CERTAIN ? 4 : verdict.confidence() == Confidence.LIKELY ? 2 : 0;
        score += verdict.harm() == Harm.LOST ? 2 : 0;
        WireFacts wire = verdict.facts().wire();
        return score + (wire != null && wire.handshake().isComplete() && !wire.oneWay() ? 1 : 0);
    }
}
