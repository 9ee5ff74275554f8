package dev.finwait.bench.accuracy;

import java.util.Map;
import java.util.TreeMap;

/// How the connections of one staged ending were judged.
final class Score {
    private final String cause;
    private final Map<String, Integer> judgedAs = new TreeMap<>();
    private final Map<String, Integer> confidences = new TreeMap<>();
    private int right;
    private int listed;
    private int wronglyCertain;

    Score(String cause) {
        this.cause = cause;
    }

    void add(Line verdict) {
        String judged = verdict.get("cause");
        String confidence = verdict.get("confidence");
        judgedAs.merge(judged, 1, Integer::sum);
        confidences.merge(confidence, 1, Integer::sum);
        if (judged.equals(cause)) {
            right++;
        } else if (verdict.list("alternatives").contains(cause)) {
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
                .filter(entry -> !entry.getKey().equals(cause))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
