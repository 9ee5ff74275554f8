package dev.finwait.cli.report;

import dev.finwait.cause.Cause;
import dev.finwait.cli.verdict.Words;
import dev.finwait.diagnosis.facts.IdleCloses;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.diagnosis.verdict.Confidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Party;
import dev.finwait.diagnosis.verdict.Verdict;
import java.util.List;
import java.util.Map;

/// Connections to one service, reset by the same party for the same cause. Not thread-safe.
public final class Group {
    /// Stands for all services for which there was no room.
    public static final String OTHERS = "other services";

    private final String service;
    private final Cause cause;
    private final Party resetBy;
    private final Counts<Harm> harms = new Counts<>(Harm.class);
    private final Counts<Confidence> confidences = new Counts<>(Confidence.class);
    private final Counts<Cause> alternatives = new Counts<>(Cause.class);
    private final Examples examples = new Examples();
    private final Few<String> clients = new Few<>();
    private final Few<String> processes = new Few<>();
    private final Few<Integer> ports = new Few<>();
    private IdleCloses idleCloses = IdleCloses.NONE;
    private Moment first = new Moment(Long.MAX_VALUE, 0);
    private Moment last = new Moment(Long.MIN_VALUE, 0);
    private long count;
    private long bytesLost;

    Group(String service, Cause cause, Party resetBy) {
        this.service = service;
        this.cause = cause;
        this.resetBy = resetBy;
    }

    /// What a connection belongs to: the server's address and port; the address alone where nobody listens.
    ///
    /// @param verdict what is said of it
    /// @return the name of the service
    public static String serviceOf(Verdict verdict) {
        return verdict.cause() == Cause.PORT_CLOSED
                ? verdict.facts().server().host()
                : verdict.facts().server().toString();
    }

    void add(Verdict verdict) {
        count++;
        harms.add(verdict.harm());
        confidences.add(verdict.confidence());
        verdict.alternatives().forEach(alternatives::add);
        bytesLost += verdict.bytesLost().orElse(0);
        examples.offer(verdict);
        if (!clients.hasMore()) {
            clients.add(verdict.facts().client().host());
        }
        ports.add(verdict.facts().server().port());
        if (verdict.process() != null) {
            processes.add(Words.process(verdict.process()));
        }
        Moment at = verdict.facts().resetAt();
        first = at.compareTo(first) < 0 ? at : first;
        last = at.compareTo(last) > 0 ? at : last;
        IdleCloses closes = verdict.facts().surroundings().idleCloses();
        idleCloses = closes.count() > idleCloses.count() ? closes : idleCloses;
    }

    /// What was called.
    ///
    /// @return the server's address and port, its address alone where nobody listens, or [#OTHERS]
    public String service() {
        return service;
    }

    /// Why they were reset.
    ///
    /// @return the likeliest cause
    public Cause cause() {
        return cause;
    }

    /// Who reset them.
    ///
    /// @return the party
    public Party resetBy() {
        return resetBy;
    }

    /// How many there are.
    ///
    /// @return connections
    public long count() {
        return count;
    }

    /// How many lost data.
    ///
    /// @return connections
    public long lost() {
        return harms.of(Harm.LOST);
    }

    /// How many may have lost data.
    ///
    /// @return connections
    public long maybeLost() {
        return harms.of(Harm.POSSIBLE);
    }

    /// The worst of them.
    ///
    /// @return the harm
    public Harm harm() {
        return lost() > 0 ? Harm.LOST : maybeLost() > 0 ? Harm.POSSIBLE : Harm.NONE;
    }

    /// What they lost in all, as far as it is known.
    ///
    /// @return bytes
    public long bytesLost() {
        return bytesLost;
    }

    /// How many verdicts are so sure.
    ///
    /// @param confidence how sure
    /// @return connections
    public long count(Confidence confidence) {
        return confidences.of(confidence);
    }

    /// The causes that the evidence did not exclude for some of them.
    ///
    /// @return those that stay open most often first
    public List<Cause> alternatives() {
        return alternatives.toMap().entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The ones that show best what happened.
    ///
    /// @return one to three, best first
    public List<Verdict> examples() {
        return examples.best();
    }

    /// The hosts that dialled.
    ///
    /// @return a few of them
    public Few<String> clients() {
        return clients;
    }

    /// The processes that did it.
    ///
    /// @return a few of them; none where none is known
    public Few<String> processes() {
        return processes;
    }

    /// The ports that were called.
    ///
    /// @return a few of them
    public Few<Integer> ports() {
        return ports;
    }

    /// How long connections had been idle when the service closed them.
    ///
    /// @return what was known at the latest of these resets
    public IdleCloses idleCloses() {
        return idleCloses;
    }

    /// The first reset of the group.
    ///
    /// @return when
    public Moment first() {
        return first;
    }

    /// The last reset of the group.
    ///
    /// @return when
    public Moment last() {
        return last;
    }
}
