package dev.finwait.bench.kernel;

import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.kernel.KernelWatch;
import dev.finwait.kernel.WatchListener;
import dev.finwait.kernel.WatchOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// What a watch costs those who are watched: the processor time of each connection, in the process
/// that makes it, with a watch and without one, in turn. Needs root.
///
///     java -cp finwait-bench.jar dev.finwait.bench.kernel.WatchOverhead [KIND [COUNT [PAIRS]]]
///
/// KIND is `served` (default), `aborted` or `refused`, COUNT how many connections a round has. On
/// loopback the kernel's work for either end is done in the process that makes the connection; what
/// it leaves to its own threads, to tell of destroyed sockets, is not in there.
public final class WatchOverhead implements WatchListener {
    private final String kind;
    private final int count;
    private final int pairs;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private long events;

    private record Round(double cpuMicros, double rate) {}

    private WatchOverhead(String kind, int count, int pairs) {
        this.kind = kind;
        this.count = count;
        this.pairs = pairs;
    }

    /// Runs the measurement.
    ///
    /// @param args as said above; 50,000 connections and 15 pairs when missing
    /// @throws IOException if the watch cannot be opened
    public static void main(String[] args) throws IOException {
        new WatchOverhead(
                        args.length > 0 ? args[0] : "served",
                        args.length > 1 ? Integer.parseInt(args[1]) : 50_000,
                        args.length > 2 ? Integer.parseInt(args[2]) : 15)
                .measure();
    }

    private void measure() throws IOException {
        Process traffic = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrafficRounds.class.getName(),
                        kind,
                        Integer.toString(count)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Round> without = new ArrayList<>();
        List<Round> with = new ArrayList<>();
        try (PrintWriter ask = new PrintWriter(traffic.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(traffic.getInputStream(), StandardCharsets.UTF_8))) {
            warmUp(ask, answers);
            for (int i = 0; i < pairs; i++) {
                // Whichever comes first may find the machine in another mood.
                if (i % 2 == 0) {
                    without.add(round(ask, answers));
                    with.add(watched(ask, answers));
                } else {
                    with.add(watched(ask, answers));
                    without.add(round(ask, answers));
                }
            }
        }
        print(without, with);
    }

    private void warmUp(PrintWriter ask, BufferedReader answers) throws IOException {
        round(ask, answers);
        watched(ask, answers);
        told.set(0);
        lost.set(0);
        events = 0;
    }

    private Round watched(PrintWriter ask, BufferedReader answers) throws IOException {
        try (KernelWatch watch = KernelWatch.open(WatchOptions.DEFAULT, this)) {
            Round round = round(ask, answers);
            events += watch.statistics().events();
            return round;
        }
    }

    private Round round(PrintWriter ask, BufferedReader answers) throws IOException {
        ask.println();
        String[] words = String.valueOf(answers.readLine()).split(" ", 2);
        if (words.length < 2) {
            throw new IOException("the traffic ended before its time");
        }
        return new Round(Long.parseLong(words[0]) / 1e3 / count, count / (Long.parseLong(words[1]) / 1e9));
    }

    private void print(List<Round> without, List<Round> with) {
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] = with.get(i).cpuMicros() / without.get(i).cpuMicros();
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s, %d pairs of %d: %.2f us of processor time a connection without, %.2f us with (medians);"
                        + " with / without in a pair: median %.3f, middle half %.3f to %.3f; %.0f a second without,"
                        + " %.0f with; %d events read, %d lost, %d resets told%n",
                kind,
                pairs,
                count,
                median(without.stream().mapToDouble(Round::cpuMicros).toArray()),
                median(with.stream().mapToDouble(Round::cpuMicros).toArray()),
                median(ratios),
                ratios[pairs / 4],
                ratios[pairs - 1 - pairs / 4],
                median(without.stream().mapToDouble(Round::rate).toArray()),
                median(with.stream().mapToDouble(Round::rate).toArray()),
                events,
                lost.get(),
                told.get());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public void reset(ConnectionFacts facts) {
        told.incrementAndGet();
    }

    @Override
    public void lost(long events) {
        lost.addAndGet(events);
    }

    @Override
    public void note(String note) {
        System.out.println(note);
    }

    @Override
    public void failed(IOException why) {
        System.out.println(why.getMessage());
    }
}
