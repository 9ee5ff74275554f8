package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.rule.Assessment.Fits;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rules. Each says whether its cause is excluded or how well it fits; the best fit is the verdict,
/// and whatever is not excluded stays an alternative. Of causes that fit equally well the one that
/// stands first here is the likelier.
public final class Rules {
    private static final Rule[] ALL = {
        new BlindAttempt(),
        new MptcpSubflow(),
        new Injected(),
        new SynAckRejected(),
        new HalfOpenReconnect(),
        new TimeWaitCollision(),
        new HandshakeAbandoned(),
        new UnsolicitedSynAck(),
        new AcceptQueueOverflow(),
        new RequestCrossedFin(),
        new DataBeforeFinAcked(),
        new KeepaliveRace(),
        new ClientGone(),
        new WriteAfterClose(),
        new DataAfterShutdown(),
        new PortClosed(),
        new IdleForgotten(),
        new StateLost(),
        new PeerGaveUp(),
        new FirewallReject(),
        new FlowMoved(),
        new ConntrackInvalid(),
        new LateAckRejected(),
        new KeepaliveTimeout(),
        new LateDisconnect(),
        new OrphanFinWaitExpired(),
        new Linger2Negative(),
        new ListenerClosed(),
        new ProcessDied(),
        new EarlyResponse(),
        new HalfCloseThenUnread(),
        new ProxyRelayed(),
        new CloseWithUnread(),
        new LingerZero(),
        new OrphanOrMemory(),
        new AdminKill(),
        new Disconnect()
    };

    private Rules() {}

    /// Lets every rule speak and weighs what they say.
    ///
    /// @param facts the facts
    /// @return the verdict
    public static Verdict judge(ConnectionFacts facts) {
        Reading reading = new Reading(facts);
        List<Candidate> candidates = candidates(reading);
        Candidate best = candidates.isEmpty() ? Unexplained.of(reading) : candidates.get(0);
        Confidence confidence = confidence(candidates, reading);
        List<Cause> alternatives = new ArrayList<>();
        for (int i = 1; i < candidates.size() && confidence != Confidence.CERTAIN; i++) {
            alternatives.add(candidates.get(i).cause());
        }
        Loss loss = Loss.of(reading, best.cause(), confidence);
        String advice =
                best.fits().advice() == null ? best.cause().cure() : best.fits().advice();
        return new Verdict(
                facts,
                Blame.party(best.cause(), reading.resetter(), confidence),
                best.cause(),
                confidence,
                alternatives,
                new Sentences(reading, best, !alternatives.isEmpty()),
                loss.harm(),
                loss.bytes(),
                advice,
                Blame.process(reading, best.cause()));
    }

    /// What is not excluded, likeliest first. A proof leaves nothing else.
    private static List<Candidate> candidates(Reading reading) {
        List<Candidate> candidates = new ArrayList<>();
        for (Rule rule : ALL) {
            if (KernelWord.admits(reading.reason(), rule.cause()) && rule.assess(reading) instanceof Fits fits) {
                insert(candidates, new Candidate(rule.cause(), fits));
            }
        }
        return candidates;
    }

    /// Behind those that fit as well. There are few.
    private static void insert(List<Candidate> candidates, Candidate next) {
        int place = candidates.size();
        while (place > 0
                && candidates.get(place - 1).fits().fit().compareTo(next.fits().fit()) > 0) {
            place--;
        }
        candidates.add(place, next);
    }

    /// The kernel's reason names every cause that can stand behind it, so that what alone is left of
    /// them is certain; packets alone must prove.
    private static Confidence confidence(List<Candidate> candidates, Reading reading) {
        if (candidates.isEmpty()) {
            return Confidence.POSSIBLE;
        }
        Fit first = candidates.get(0).fits().fit();
        Fit second = candidates.size() > 1 ? candidates.get(1).fits().fit() : null;
        if (first == Fit.PROVEN || (second == null && KernelWord.isKnown(reading.reason()))) {
            return Confidence.CERTAIN;
        }
        return isClear(first, second) ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static boolean isClear(Fit first, @Nullable Fit second) {
        return first == Fit.STRONG || (first == Fit.GOOD && second != Fit.GOOD);
    }

    /// A cause that the facts admit.
    record Candidate(Cause cause, Fits fits) {}
}
