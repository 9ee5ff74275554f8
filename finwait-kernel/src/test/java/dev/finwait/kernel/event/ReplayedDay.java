package dev.finwait.kernel.event;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.kernel.counters.CounterHistory;
import dev.finwait.kernel.join.ResetJoin;
import dev.finwait.kernel.process.ProcessTable;
import dev.finwait.kernel.process.ThreadGroups;
import dev.finwait.kernel.trace.Formats;
import dev.finwait.linux.diag.DestroyedSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Plays a day of connections through all that a watch does with what the kernel gives it, but as
/// fast as it can: pages of the ring buffer are read, records decoded and ordered, events joined,
/// facts made and judged. In a JVM of its own, so that its heap can be bounded. Prints what it has
/// cost.
///
///     java -Xmx128m -cp … dev.finwait.kernel.event.ReplayedDay CONNECTIONS MILLIS RESETS OPEN
///
/// of which one in RESETS is reset and one in OPEN stays open, MILLIS milliseconds apart.
public final class ReplayedDay {
    private static final long START = 1_795_872_612_000_000_000L;
    private static final Path PROC = Path.of("/proc");
    private static final int TURN = 20;

    private final EventDecoder decoder = new EventDecoder();
    private final EventOrder order = new EventOrder(decoder, nanos -> nanos);
    private final CounterHistory counters = new CounterHistory(PROC.resolve("net"), this::now);
    private final ResetJoin join = new ResetJoin(
            new ProcessTable(PROC, new ThreadGroups(null)), counters, Optional.empty(), PROC, 1 << 15, this::judge);
    private final EncodedTraffic traffic;
    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    private long nanos = START;
    private long told;
    private final List<DestroyedSocket> destroyed = new ArrayList<>();

    private ReplayedDay() throws IOException {
        for (String event :
                List.of("tcp_send_reset", "tcp_receive_reset", "inet_sock_set_state", "inet_sk_error_report")) {
            decoder.add(Formats.of("linux-6.18", event));
        }
        traffic = new EncodedTraffic((int) ProcessHandle.current().pid(), order);
    }

    /// Plays it.
    ///
    /// @param args as said above
    /// @throws IOException if a format is missing
    public static void main(String[] args) throws IOException {
        new ReplayedDay()
                .play(
                        Integer.parseInt(args[0]),
                        (long) (Double.parseDouble(args[1]) * 1e6),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]));
    }

    private long now() {
        return nanos;
    }

    private void judge(ConnectionFacts facts) {
        told++;
        causes.merge(Diagnosis.judge(facts).cause(), 1, Integer::sum);
    }

    private void play(int connections, long apart, int resets, int open) {
        counters.sample(true);
        for (int i = 0; i < connections; i++) {
            connection(i, resets, open);
            nanos += apart;
            if (i % TURN == 0) {
                turn(i % (TURN * 100) == 0);
            }
        }
        order.hand(Long.MAX_VALUE, join::accept);
        join.finish();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "connections=%d events=%d told=%d causes=%s forgotten=%d megabytes=%d%n",
                connections,
                traffic.events(),
                told,
                causes,
                join.forgotten(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private void connection(int i, int resets, int open) {
        int client = 0x0a000000 | i % 5000;
        int port = 10_000 + i / 5000 % 50_000;
        int server = 0xc0000201;
        int serverPort = 8000 + i % 20;
        boolean opened = i % resets != 0 && i % open == 1;
        if (i % resets == 0) {
            traffic.reset(nanos, client, port, server, serverPort);
        } else if (opened) {
            traffic.opened(nanos, client, port, server, serverPort);
        } else {
            traffic.orderly(nanos, client, port, server, serverPort);
        }
        if (!opened) {
            destroyed.add(socket(client, port, server, serverPort));
            destroyed.add(socket(server, serverPort, client, port));
        }
    }

    private static DestroyedSocket socket(int local, int localPort, int remote, int remotePort) {
        long own = Ends.mapped(local);
        long other = Ends.mapped(remote);
        return new DestroyedSocket(0, own, localPort, 0, other, remotePort, 0, 0, 60_000);
    }

    private void turn(boolean sample) {
        order.hand(nanos, join::accept);
        destroyed.forEach(socket -> join.accept(socket, nanos));
        destroyed.clear();
        counters.sample(sample);
        join.tick(nanos);
    }
}
