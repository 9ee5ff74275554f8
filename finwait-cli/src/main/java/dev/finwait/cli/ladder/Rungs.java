package dev.finwait.cli.ladder;

import dev.finwait.cli.verdict.Amounts;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the lines of a ladder: leaves nothing out that matters, and folds what only fills.
final class Rungs {
    /// A silence worth a line of its own: longer than the usual retransmission.
    private static final long SILENCE_NANOS = 1_000_000_000;

    /// A longer run of plain data and acknowledgments is folded but for its ends.
    private static final int LONGEST_RUN = 9;

    private static final int ENDS = 3;

    private final Map<Long, Integer> marks;
    private final Gap gap;

    /// Packets that are missing from a story.
    ///
    /// @param before the index of the first one after them
    /// @param packets how many are missing, at least
    record Gap(int before, long packets) {
        static final Gap NONE = new Gap(-1, 0);
    }

    /// Marks packets by number.
    Rungs(Map<Long, Integer> marks, Gap gap) {
        this.marks = marks;
        this.gap = gap;
    }

    List<Rung> of(List<Segment> segments) {
        List<Rung> rungs = new ArrayList<>();
        int from = 0;
        while (from < segments.size()) {
            int to = from;
            while (to < segments.size() && isPlain(segments, to)) {
                to++;
            }
            if (to - from > LONGEST_RUN) {
                draw(rungs, segments, from, from + ENDS);
                rungs.add(fold(segments.subList(from + ENDS, to - ENDS)));
                from = to - ENDS;
            }
            int end = Math.min(segments.size(), to + 1);
            draw(rungs, segments, from, end);
            from = end;
        }
        return rungs;
    }

    /// Whether a packet is one of many: no flag but ACK and PSH, cited by nobody, and not after a silence.
    private boolean isPlain(List<Segment> segments, int index) {
        Segment segment = segments.get(index);
        return index != gap.before()
                && (segment.flags() & (Segment.SYN | Segment.FIN | Segment.RST)) == 0
                && !marks.containsKey(segment.at().packet())
                && silenceBefore(segments, index) < SILENCE_NANOS;
    }

    private static long silenceBefore(List<Segment> segments, int index) {
        return index == 0
                ? 0
                : segments.get(index).at().nanosSince(segments.get(index - 1).at());
    }

    private void draw(List<Rung> rungs, List<Segment> segments, int from, int to) {
        for (int i = from; i < to; i++) {
            long silence = silenceBefore(segments, i);
            if (i == gap.before()) {
                rungs.add(new Rung.Unknown(gap.packets()));
            } else if (silence >= SILENCE_NANOS) {
                rungs.add(new Rung.Silence(silence));
            }
            Segment segment = segments.get(i);
            rungs.add(new Rung.Packet(
                    segment,
                    segment.at().nanosSince(segments.getFirst().at()),
                    label(segment),
                    marks.getOrDefault(segment.at().packet(), 0)));
        }
    }

    private static Rung fold(List<Segment> segments) {
        return new Rung.Folded(segments.size(), bytes(segments, Side.CLIENT), bytes(segments, Side.SERVER));
    }

    private static long bytes(List<Segment> segments, Side side) {
        return segments.stream()
                .filter(segment -> segment.from() == side)
                .mapToLong(Segment::length)
                .sum();
    }

    /// What a packet is: its flags as people say them, and its payload. ACK is said only where it is all, or with
    /// SYN and RST, where it makes a difference.
    private static String label(Segment segment) {
        List<String> words = new ArrayList<>();
        boolean ends = segment.has(Segment.RST);
        if (segment.has(Segment.SYN)) {
            words.add(segment.has(Segment.ACK) ? "SYN, ACK" : "SYN");
        }
        if (segment.has(Segment.FIN)) {
            words.add("FIN");
        }
        if (ends) {
            words.add(segment.has(Segment.ACK) ? "RST, ACK" : "RST");
        }
        if (segment.length() > 0) {
            words.add(Amounts.bytes(segment.length()));
        }
        if (words.isEmpty()) {
            words.add(segment.has(Segment.ACK) ? "ACK" : "no flags");
        }
        return String.join(", ", words);
    }
}
