package dev.finwait.cli.watch;

import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.KernelFacts.StateChange;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.verdict.Verdict;
import java.net.InetAddress;
import java.util.List;

/// Resets as a kernel tells them, judged by the rules.
final class Kernels {
    static final ProcessIdentity NGINX = new ProcessIdentity(812, "nginx", null, "3f9ab2c0", "nginx.service");

    /// 2026-11-28 13:00:00 UTC.
    static final long START = 1_795_870_800_000_000_000L;

    private Kernels() {}

    static Endpoint end(String host, int port) {
        return new Endpoint(InetAddress.ofLiteral(host), port);
    }

    private static Verdict judged(int client, KernelFacts kernel) {
        return Diagnosis.judge(new ConnectionFacts(
                end("192.0.2.7", client), end("192.0.2.1", 443), true, null, kernel, Surroundings.ALONE));
    }

    /// nginx closed a connection with unread data.
    static Verdict unread(int client, long nanos) {
        SentReset sent = sent("TCP_ABORT_ON_CLOSE", nanos);
        return judged(
                client, new KernelFacts(Side.SERVER, sent, null, 0, List.of(), List.of(), null, Counters.UNKNOWN));
    }

    /// nginx closed its listener over a connection that waited.
    static Verdict queued(int client, long nanos) {
        Moment at = new Moment(START + nanos, 0);
        List<StateChange> history = List.of(
                new StateChange(at, Side.SERVER, "TCP_LISTEN", "TCP_CLOSE", Context.PROCESS, NGINX),
                new StateChange(at, Side.SERVER, "TCP_ESTABLISHED", "TCP_CLOSE", Context.PROCESS, NGINX));
        return judged(
                client,
                new KernelFacts(
                        Side.SERVER,
                        sent("TCP_STATE", nanos),
                        null,
                        0,
                        history,
                        List.of(),
                        null,
                        new Counters(2, 0, 0, 0, 0, 0, 2)));
    }

    /// The other host reset.
    static Verdict received(int client, long nanos) {
        Moment at = new Moment(START + nanos, 0);
        return judged(client, new KernelFacts(Side.CLIENT, null, at, 0, List.of(), List.of(), null, Counters.UNKNOWN));
    }

    private static SentReset sent(String reason, long nanos) {
        return new SentReset(new Moment(START + nanos, 0), Side.SERVER, reason, "TCP_CLOSE", Context.PROCESS, NGINX);
    }
}
