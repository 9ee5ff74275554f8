package dev.finwait.bench.traffic;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Records the traffic of a plan, as the first process of a network namespace that has nothing but a loopback
/// interface. [RecordTraffic] makes that namespace.
final class Recording {
    /// Packets as a network card shows them, not the large ones that loopback and offloading allow.
    private static final String MTU = "1500";

    /// Ended connections that the kernel may keep in TIME-WAIT, each as it would on a host with less to do.
    private static final String TIME_WAITS = "1000000";

    private Recording() {}

    /// Records, and ends this process: 0 done, 1 some exchange failed or a packet was lost, 3 cannot run here.
    ///
    /// @param args the capture, connections, bytes, snap length, seed, exchanges at once
    /// @throws InterruptedException if interrupted
    public static void main(String[] args) throws InterruptedException {
        Path capture = Path.of(args[0]);
        int snapLength = Integer.parseInt(args[3]);
        Plan plan = new Plan(Integer.parseInt(args[1]), Long.parseLong(args[2]), snapLength, Long.parseLong(args[4]));
        try {
            setUp();
            System.exit(record(capture, snapLength, plan, Integer.parseInt(args[5])) ? 0 : 1);
        } catch (IOException e) {
            System.err.println("record-traffic: " + e.getMessage());
            System.exit(3);
        }
    }

    private static void setUp() throws IOException, InterruptedException {
        ip("link", "set", "dev", "lo", "up", "mtu", MTU, "gso_max_segs", "1");
        ip("address", "add", Network.BLOCK, "dev", "lo");
        Files.writeString(Path.of("/proc/sys/net/ipv4/tcp_max_tw_buckets"), TIME_WAITS);
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "ip";
        System.arraycopy(words, 0, command, 1, words.length);
        Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (ip.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " says: " + said);
        }
    }

    private static boolean record(Path capture, int snapLength, Plan plan, int atOnce)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Map<Ending, Integer> failures;
        Tcpdump.Counts packets;
        try (Intents intents = new Intents(Intents.beside(capture));
                Tcpdump tcpdump = new Tcpdump(capture, snapLength);
                Network network = new Network(intents)) {
            failures = new Traffic(network, atOnce, System.err).run(plan);
            packets = tcpdump.finish();
            report(System.out, intents.counts(), failures);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = Files.size(capture);
        System.out.printf(
                "%,d packets, %,d bytes (%.0f a packet), %.0f s; %,d packets lost%n",
                packets.captured(),
                bytes,
                (double) bytes / Math.max(1, packets.captured()),
                seconds,
                packets.dropped());
        return failures.isEmpty() && packets.dropped() == 0;
    }

    private static void report(PrintStream out, Map<Ending, Integer> counts, Map<Ending, Integer> failures) {
        out.println("| case | connections | failed |");
        out.println("|---|---|---|");
        counts.forEach((ending, count) ->
                out.printf("| %s | %,d | %d |%n", ending.id(), count, failures.getOrDefault(ending, 0)));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int reset = counts.entrySet().stream()
                .filter(entry -> entry.getKey().resets())
                .mapToInt(Map.Entry::getValue)
                .sum();
        int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
        out.printf("| all | %,d | %d |%n| to be reset | %,d | |%n%n", all, failed, reset);
    }
}
