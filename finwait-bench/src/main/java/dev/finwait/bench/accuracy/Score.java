package dev.finwait.bench.accuracy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How the connections of one staged ending were judged.
final class Score {
    private final List<String> causes;
    private final Map<String, Integer> judgedAs = new TreeMap<>();
    private final Map<String, Integer> confidences = new TreeMap<>();
    private int right;
    private int listed;
    private int wronglyCertain;

    Score(List<String> causes) {
        this.causes = causes;
    }

    void add(Line verdict) {
        String judged = verdict.get("cause");
        String confidence = verdict.get("confidence");
        judgedAs.merge(judged, 1, Integer::sum);
        confidences.merge(confidence, 1, Integer::sum);
        if (causes.contains(judged)) {
            right++;
        } else if (causes.stream().anyMatch(verdict.list("alternatives")::contains)) {
            listed++;
        } else if (confidence.equals("certain")) {
            wronglyCertain++;
        }
    }

    int right() {
        return right;
    }

    int listed() {
        return listed;
    }

    int wronglyCertain() {
        return wronglyCertain;
    }

    int connections() {
        return judgedAs.values().stream().mapToInt(Integer::intValue).sum();
    }

    int of(String confidence) {
        return confidences.getOrDefault(confidence, 0);
    }

    /// What else was said, most frequent first.
    String otherwise() {
        return judgedAs.entrySet().stream()
                .filter(entry -> !causes.contains(entry.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
