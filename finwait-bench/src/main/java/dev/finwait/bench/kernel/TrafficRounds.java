package dev.finwait.bench.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;

/// Makes connections in rounds, as fast as they can be made: one round for each line that it reads.
/// Prints the processor time of its thread, in user and kernel mode, and the time that passed, both
/// in nanoseconds.
public final class TrafficRounds {
    private TrafficRounds() {}

    /// Runs rounds until the input ends.
    ///
    /// @param args kind, as in [Connections#of], and connections a round
    /// @throws IOException if a connection ends in another way
    public static void main(String[] args) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int most = Integer.parseInt(args[1]);
        try (Connections connections = Connections.of(args[0]);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                long cpu = threads.getCurrentThreadCpuTime();
                long start = System.nanoTime();
                for (int i = 0; i < most; i++) {
                    connections.next();
                }
                long passed = System.nanoTime() - start;
                System.out.println(threads.getCurrentThreadCpuTime() - cpu + " " + passed);
            }
        }
    }
}
