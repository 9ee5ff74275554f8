package dev.finwait.bench.early;

import java.util.ArrayList;
import java.util.List;

/// What is asked of a server in one place.
enum Plan {
    /// Two of each: whether everything runs.
    TOUCH(0, List.of(1), List.of(2)),

    /// As fast as it goes, few of the long uploads.
    QUICK(0, List.of(1, 10, 64), List.of(100, 50, 20)),

    /// As fast as it goes, 2,400 connections.
    FULL(0, List.of(1, 10, 64), List.of(300, 200, 100)),

    /// For a path of 50 Mbit/s, which 64 MB keep busy for 11 s.
    NARROW(0, List.of(1, 10), List.of(20, 5)),

    /// The same with long uploads.
    NARROW_FULL(0, List.of(1, 10, 64), List.of(100, 20, 4)),

    /// 4 MB at 1 MB/s: longer than the constants of most servers.
    SLOW(1_000_000, List.of(4), List.of(30)),

    /// The same, more often.
    SLOW_FULL(1_000_000, List.of(4), List.of(100));

    private final int bytesPerSecond;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> megabytes;

    @SuppressWarnings("ImmutableEnumChecker") // likewise
    private final List<Integer> runs;

    Plan(int bytesPerSecond, List<Integer> megabytes, List<Integer> runs) {
        this.bytesPerSecond = bytesPerSecond;
        this.megabytes = megabytes;
        this.runs = runs;
    }

    /// A request and how often it is made.
    record Series(Upload upload, int runs) {}

    List<Series> series() {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < megabytes.size(); i++) {
            for (Answer answer : Answer.values()) {
                for (Order order : Order.values()) {
                    series.add(new Series(new Upload(megabytes.get(i), answer, order, bytesPerSecond), runs.get(i)));
                }
            }
        }
        return series;
    }
}
