package dev.finwait.export;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.Diagnosis;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.KernelFacts.Closing;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.Counters;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.facts.Surroundings;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Grounds;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Verdicts that the rules reach on what a kernel would tell.
public final class Staged {
    /// 2026-11-28 13:00:00.000000042 UTC.
    public static final Moment AT = new Moment(1_795_870_800_000_000_042L, 0);

    private Staged() {}

    /// Sentences as a rule might have made them.
    private record Said(List<Evidence> evidence, @Nullable String question) implements Grounds {}

    /// A server of this host closed with 120 bytes unread.
    public static Verdict closedWithUnread(String process) {
        ProcessIdentity who = new ProcessIdentity(4711, process, "server --password=secret", "c0ffee", "web.service");
        SentReset sent = new SentReset(AT, Side.SERVER, "TCP_ABORT_ON_CLOSE", "TCP_CLOSE", Context.PROCESS, who);
        Closing closing = new Closing(AT, Side.SERVER, who, false, 120, 0);
        return judge(new KernelFacts(Side.SERVER, sent, null, 0, List.of(), List.of(), closing, Counters.UNKNOWN));
    }

    /// The other host reset.
    public static Verdict received() {
        return judge(new KernelFacts(Side.CLIENT, null, AT, 0, List.of(), List.of(), null, Counters.UNKNOWN));
    }

    /// A reset between two processes of this host.
    public static Verdict onLoopback() {
        Verdict far = closedWithUnread("java");
        KernelFacts kernel = far.facts().kernel();
        return judge(
                new KernelFacts(null, kernel.sent(), AT, 0, List.of(), List.of(), kernel.closing(), Counters.UNKNOWN));
    }

    /// A verdict that loses bytes.
    public static Verdict losing(long bytes) {
        Verdict like = closedWithUnread("nginx");
        return with(like.facts(), Party.SERVER, Cause.CLOSE_WITH_UNREAD, Harm.LOST, OptionalLong.of(bytes));
    }

    /// A verdict by which nobody lost anything.
    public static Verdict harmless() {
        return with(received().facts(), Party.SERVER, Cause.LINGER_ZERO, Harm.NONE, OptionalLong.of(0));
    }

    /// A reset that nobody believed.
    public static Verdict blindAttempt() {
        return with(received().facts(), Party.THIRD_PARTY, Cause.BLIND_ATTEMPT, Harm.NONE, OptionalLong.empty());
    }

    /// A verdict of somebody's choice on other facts.
    public static Verdict by(Party party, Verdict like) {
        return with(like.facts(), party, like.cause(), like.harm(), like.bytesLost());
    }

    private static Verdict with(ConnectionFacts facts, Party party, Cause cause, Harm harm, OptionalLong lost) {
        return new Verdict(
                facts,
                party,
                cause,
                Confidence.LIKELY,
                List.of(),
                new Said(List.of(), null),
                harm,
                lost,
                "Drain.",
                null);
    }

    private static Verdict judge(@Nullable KernelFacts kernel) {
        return Diagnosis.judge(
                new ConnectionFacts(end(1, 40_000), end(2, 443), true, null, kernel, Surroundings.ALONE));
    }

    private static Endpoint end(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) host}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
