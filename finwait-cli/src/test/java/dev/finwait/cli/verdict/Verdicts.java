package dev.finwait.cli.verdict;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.WireFacts;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Grounds;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Verdicts as the rules give them, for tests of how they are shown.
public final class Verdicts {
    /// 2026-11-28 13:00:00 UTC.
    public static final long START = 1_795_870_800_000_000_000L;

    private static final long SECOND = 1_000_000_000;

    private Verdicts() {}

    /// Sentences as a rule might have made them.
    private record Said(List<Evidence> evidence, @Nullable String question) implements Grounds {}

    /// A request met the server's idle close.
    public static Verdict keepAliveRace(int client, long seconds, long packet, long idleMilliseconds) {
        ConnectionFacts facts = Tale.of("10.0.4.17:" + client, "10.0.8.20:8080", START + seconds * SECOND, packet)
                .afterIdleCloses(41, 65_000)
                .opened()
                .data(Side.CLIENT, 312)
                .later(4)
                .data(Side.SERVER, 1460)
                .data(Side.SERVER, 840)
                .later(1)
                .acked(Side.CLIENT)
                .later(idleMilliseconds)
                .others(400)
                .fin(Side.SERVER)
                .later(1)
                .acked(Side.CLIENT)
                .later(40)
                .data(Side.CLIENT, 298)
                .later(1)
                .refused(Side.SERVER);
        long reset = facts.resetAt().packet();
        return new Verdict(
                facts,
                Party.SERVER,
                Cause.KEEPALIVE_RACE,
                Confidence.CERTAIN,
                List.of(),
                new Said(
                        List.of(
                                new Evidence(
                                        "RST without ACK and window 0: the server had no such connection any more",
                                        reset),
                                new Evidence(
                                        "the server said goodbye (FIN) after "
                                                + Amounts.duration(idleMilliseconds * 1_000_000) + " of silence",
                                        reset - 3),
                                new Evidence("the client sent its next request 41.0 ms after that", reset - 1),
                                Evidence.of("the server closed 41 other idle connections after about 65.0 s")),
                        null),
                Harm.LOST,
                OptionalLong.of(298),
                "Set the client's idle limit below 64 s, and retry on a fresh connection when nothing came back.",
                null);
    }

    /// A server answered an upload early and closed.
    public static Verdict earlyResponse(int client, long seconds, long packet) {
        Tale tale = Tale.of("10.0.4.33:" + client, "10.0.8.21:443", START + seconds * SECOND, packet)
                .opened()
                .data(Side.CLIENT, 420);
        for (int i = 0; i < 14; i++) {
            tale.data(Side.CLIENT, 1460).later(1).acked(Side.SERVER);
        }
        tale.data(Side.SERVER, 190).later(1);
        ConnectionFacts facts = tale.data(Side.CLIENT, 1460).withEchoes(3).aborted(Side.SERVER);
        long reset = facts.resetAt().packet();
        return new Verdict(
                facts,
                Party.SERVER,
                Cause.EARLY_RESPONSE,
                Confidence.LIKELY,
                List.of(Cause.LINGER_ZERO, Cause.PROCESS_DIED),
                new Said(
                        List.of(
                                new Evidence(
                                        "RST and ACK at the server's place in the stream: it ended a live connection",
                                        reset),
                                new Evidence("its answer, 190 bytes, had left 1.00 ms before", reset - 2),
                                new Evidence("the client was still sending", reset - 1)),
                        "Run `finwait watch` on 10.0.8.21: the kernel's reason tells TCP_ABORT_ON_CLOSE (unread upload) from a "
                                + "close with linger zero."),
                Harm.LOST,
                OptionalLong.of(120_400),
                "Write the answer, half-close, and go on draining the upload within a budget before closing.",
                null);
    }

    /// A box forgot the connection.
    public static Verdict idleForgotten(int client, long seconds, long packet, long idleMilliseconds) {
        ConnectionFacts facts = Tale.of("10.0.4.17:" + client, "10.0.9.5:5432", START + seconds * SECOND, packet)
                .opened()
                .data(Side.CLIENT, 88)
                .later(2)
                .data(Side.SERVER, 512)
                .later(idleMilliseconds)
                .others(900)
                .data(Side.CLIENT, 64)
                .later(1)
                .refused(Side.SERVER);
        long reset = facts.resetAt().packet();
        return new Verdict(
                facts,
                Party.THIRD_PARTY,
                Cause.IDLE_FORGOTTEN,
                Confidence.LIKELY,
                List.of(Cause.STATE_LOST, Cause.FLOW_MOVED),
                new Said(
                        List.of(
                                new Evidence("RST without ACK and window 0, and no FIN was ever seen", reset),
                                new Evidence(
                                        "it answers the first data after "
                                                + Amounts.duration(idleMilliseconds * 1_000_000)
                                                + " of silence, just above the 350 s of AWS NLB",
                                        reset - 1)),
                        "Look for a load balancer or NAT on the path, and at its idle timeout."),
                Harm.LOST,
                OptionalLong.of(64),
                "Send keep-alive probes, or retire pooled connections, after less than 350 s of silence.",
                null);
    }

    /// Nobody listens.
    public static Verdict refused(int client, int port, long seconds, long packet) {
        ConnectionFacts facts = Tale.of("10.0.4.40:" + client, "10.0.8.30:" + port, START + seconds * SECOND, packet)
                .send(Side.CLIENT, Segment.SYN, 0)
                .refused(Side.SERVER);
        return new Verdict(
                facts,
                Party.SERVER,
                Cause.PORT_CLOSED,
                Confidence.CERTAIN,
                List.of(),
                new Said(
                        List.of(new Evidence(
                                "RST and ACK in answer to the SYN",
                                facts.resetAt().packet())),
                        null),
                Harm.NONE,
                OptionalLong.of(0),
                "Start the service, or correct the port.",
                null);
    }

    /// A client with linger zero, after everything was said.
    public static Verdict harmlessAbort(int client, long seconds, long packet) {
        ConnectionFacts facts = Tale.of("10.0.4.50:" + client, "10.0.8.20:8080", START + seconds * SECOND, packet)
                .opened()
                .data(Side.CLIENT, 90)
                .later(1)
                .data(Side.SERVER, 120)
                .later(1)
                .acked(Side.CLIENT)
                .aborted(Side.CLIENT);
        return new Verdict(
                facts,
                Party.CLIENT,
                Cause.LINGER_ZERO,
                Confidence.LIKELY,
                List.of(Cause.CLOSE_WITH_UNREAD),
                new Said(
                        List.of(new Evidence(
                                "RST and ACK, and everything had been acknowledged",
                                facts.resetAt().packet())),
                        null),
                Harm.NONE,
                OptionalLong.of(0),
                "Accept it, or remove SO_LINGER from the health check.",
                null);
    }

    /// A client that reset a connection to any server.
    public static Verdict to(String server) {
        Verdict seen = harmlessAbort(1, 0, 1);
        ConnectionFacts facts = seen.facts();
        return with(
                seen,
                new ConnectionFacts(
                        facts.client(), Tale.endpoint(server), true, facts.wire(), null, facts.surroundings()));
    }

    /// The same with some packets of its story not kept.
    public static Verdict withoutPackets(Verdict seen, int from, int to) {
        ConnectionFacts facts = seen.facts();
        WireFacts wire = Objects.requireNonNull(facts.wire());
        List<Segment> story = new ArrayList<>(wire.story());
        story.subList(from, to).clear();
        WireFacts shorter = new WireFacts(
                wire.handshake(),
                wire.fromClient(),
                wire.fromServer(),
                wire.reset(),
                wire.later(),
                wire.aftermath(),
                wire.nanosToClient(),
                wire.nanosToServer(),
                wire.conversation(),
                story,
                wire.tunnel(),
                wire.oneWay());
        return with(
                seen, new ConnectionFacts(facts.client(), facts.server(), true, shorter, null, facts.surroundings()));
    }

    private static Verdict with(Verdict seen, ConnectionFacts facts) {
        return new Verdict(
                facts,
                seen.resetBy(),
                seen.cause(),
                seen.confidence(),
                seen.alternatives(),
                new Said(seen.evidence(), null),
                seen.harm(),
                seen.bytesLost(),
                seen.advice(),
                null);
    }

    /// A forged reset, in a tunnel whose name somebody chose to do harm.
    public static Verdict injected(int client, long seconds, long packet, String tunnel, String words) {
        ConnectionFacts facts = Tale.of(
                        "[2001:db8::4]:" + client, "[2001:db8::1]:443", START + seconds * SECOND, packet)
                .within(tunnel)
                .opened()
                .data(Side.CLIENT, 517)
                .aborted(Side.SERVER);
        return new Verdict(
                facts,
                Party.THIRD_PARTY,
                Cause.INJECTED,
                Confidence.CERTAIN,
                List.of(),
                new Said(
                        List.of(
                                new Evidence(words, facts.resetAt().packet()),
                                Evidence.of("the connection was seen inside " + tunnel)),
                        null),
                Harm.POSSIBLE,
                OptionalLong.empty(),
                "Find the box on the path that ends these connections.",
                null);
    }

    /// A reset that was not believed.
    public static Verdict blindAttempt(int client, long seconds, long packet) {
        Verdict seen = harmlessAbort(client, seconds, packet);
        return new Verdict(
                seen.facts(),
                Party.THIRD_PARTY,
                Cause.BLIND_ATTEMPT,
                Confidence.CERTAIN,
                List.of(),
                new Said(seen.evidence(), null),
                Harm.NONE,
                OptionalLong.of(0),
                "Nothing to do.",
                null);
    }

    /// An ordinary bad day: a few of each.
    public static List<Verdict> day() {
        List<Verdict> day = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            day.add(keepAliveRace(50_100 + i, 31L * i, 100 + 900L * i, 65_000 + i % 4));
        }
        for (int i = 0; i < 9; i++) {
            day.add(earlyResponse(51_000 + i, 300 + i, 20_000 + 50L * i));
        }
        for (int i = 0; i < 6; i++) {
            day.add(idleForgotten(52_000 + i, 60L * i, 40_000 + 1000L * i, 351_000 + 900L * i));
        }
        for (int i = 0; i < 40; i++) {
            day.add(refused(53_000 + i, 9100 + i % 3, 600 + i, 50_000 + 2L * i));
        }
        for (int i = 0; i < 120; i++) {
            day.add(harmlessAbort(54_000 + i, 10L * i, 60_000 + 10L * i));
        }
        day.add(injected(
                55_000,
                700,
                70_000,
                "VXLAN 42, 192.0.2.1 to 192.0.2.2",
                "its TTL is 57, that of the server's other packets 49"));
        day.add(blindAttempt(56_000, 710, 71_000));
        return day;
    }
}
