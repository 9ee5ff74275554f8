package dev.finwait.cli.watch;

import dev.finwait.diagnosis.verdict.Verdict;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Gathers resets that are one incident, and passes each incident on once it is over. Not
/// thread-safe.
final class Incidents {
    /// What happens at one instant is told within this time.
    private static final long GATHER_NANOS = 250_000_000;
    /// With so many at once, the oldest is passed on.
    private static final int MOST = 1000;

    private final Map<Incident.Key, Incident> open = new LinkedHashMap<>();
    private final Consumer<Incident> output;

    Incidents(Consumer<Incident> output) {
        this.output = output;
    }

    /// @param now the time of [System#nanoTime]
    void add(Verdict verdict, long now) {
        Incident.Key key = Incident.Key.of(verdict);
        Incident incident = open.get(key);
        if (incident != null && incident.isAtOnceWith(verdict)) {
            incident.add(verdict);
            return;
        }
        if (incident != null) {
            open.remove(key);
            output.accept(incident);
        } else if (open.size() >= MOST) {
            passOn(open.values().iterator());
        }
        open.put(key, new Incident(verdict, now));
    }

    /// Passes on what is over.
    void tick(long now) {
        Iterator<Incident> oldestFirst = open.values().iterator();
        while (oldestFirst.hasNext()) {
            Incident incident = oldestFirst.next();
            if (now - incident.begun() < GATHER_NANOS) {
                return;
            }
            oldestFirst.remove();
            output.accept(incident);
        }
    }

    /// Passes everything on.
    void end() {
        open.values().forEach(output);
        open.clear();
    }

    private void passOn(Iterator<Incident> incidents) {
        Incident incident = incidents.next();
        incidents.remove();
        output.accept(incident);
    }
}
