package dev.finwait.micrometer;

import dev.finwait.close.CloseListener;
import dev.finwait.close.CloseListeners;
import dev.finwait.close.CloseOutcome;
import dev.finwait.close.CloseReport;
import dev.finwait.close.Delivery;
import dev.finwait.close.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.SocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Counts every graceful close of this JVM.
///
/// ```java
/// new CloseMetrics().bindTo(registry);
/// ```
///
/// | meter | kind | counts |
/// |---|---|---|
/// | `finwait.close` | timer, tag `outcome` | closes and how long they took |
/// | `finwait.close.drained` | counter, bytes | what peers sent and nobody read |
/// | `finwait.close.unread` | counter | closes with unread input: each of them reset its connection |
/// | `finwait.close.saved` | counter | closes where a plain close would have reset and this one did not |
/// | `finwait.close.delivery` | counter, tag `delivery` | closes by acknowledged, unknown, lost |
/// | `finwait.close.lost` | counter, bytes | bytes given up without acknowledgement |
///
/// The tag `outcome` is the name of the [CloseOutcome] in lower case.
///
/// Thread-safe. Counting a close takes no lock and some nanoseconds.
public final class CloseMetrics implements MeterBinder, AutoCloseable {
    private final Tags tags;
    private final List<CloseListener> bound = new CopyOnWriteArrayList<>();

    /// Makes metrics without further tags.
    public CloseMetrics() {
        this(Tags.empty());
    }

    /// Makes metrics with tags on each meter.
    ///
    /// @param tags the tags, for example of the service
    public CloseMetrics(Iterable<Tag> tags) {
        this.tags = Tags.of(tags);
    }

    /// Counts the closes from now on in a registry, until this is closed.
    ///
    /// @param registry the registry
    @Override
    public void bindTo(MeterRegistry registry) {
        CloseListener meters = new Meters(registry, tags);
        bound.add(meters);
        CloseListeners.add(meters);
    }

    /// Stops counting; the meters stay in their registries.
    @Override
    public void close() {
        bound.forEach(CloseListeners::remove);
        bound.clear();
    }

    private static final class Meters implements CloseListener {
        private final Map<CloseOutcome, Timer> byOutcome = new EnumMap<>(CloseOutcome.class);
        private final Counter drained;
        private final Counter unread;
        private final Counter saved;
        private final Counter acknowledged;
        private final Counter unknown;
        private final Counter lost;
        private final Counter lostBytes;

        Meters(MeterRegistry registry, Tags tags) {
            for (CloseOutcome outcome : CloseOutcome.values()) {
                byOutcome.put(outcome, timer(registry, tags, outcome));
            }
            drained = counter(registry, tags, "drained", "Bytes of peers that were discarded", "bytes");
            unread = counter(registry, tags, "unread", "Closes with unread input", null);
            saved = counter(registry, tags, "saved", "Closes where a plain close would have reset", null);
            acknowledged = delivery(registry, tags, "acknowledged");
            unknown = delivery(registry, tags, "unknown");
            lost = delivery(registry, tags, "lost");
            lostBytes = counter(registry, tags, "lost", "Bytes given up without acknowledgement", "bytes");
        }

        private static Timer timer(MeterRegistry registry, Tags tags, CloseOutcome outcome) {
            return Timer.builder("finwait.close")
                    .description("Graceful closes")
                    .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }

        private static Counter counter(
                MeterRegistry registry, Tags tags, String name, String description, @Nullable String unit) {
            return Counter.builder("finwait.close." + name)
                    .description(description)
                    .baseUnit(unit)
                    .tags(tags)
                    .register(registry);
        }

        private static Counter delivery(MeterRegistry registry, Tags tags, String delivery) {
            return counter(registry, tags.and("delivery", delivery), "delivery", "Closes by delivery", null);
        }

        @Override
        public void closed(CloseReport report, @Nullable SocketAddress peer) {
            Timer timer = byOutcome.get(report.outcome());
            if (timer != null) {
                timer.record(report.elapsed());
            }
            drained.increment((double) report.bytesDrained());
            count(report.delivery());
            boolean reset = report.bytesUnread().orElse(0) > 0;
            if (reset) {
                unread.increment();
            } else if (report.outcome().isOrderly() && report.wouldHaveReset() == Finding.YES) {
                saved.increment();
            }
        }

        private void count(Delivery delivery) {
            if (delivery instanceof Delivery.Acknowledged) {
                acknowledged.increment();
            } else if (delivery instanceof Delivery.Lost gone) {
                lost.increment();
                lostBytes.increment((double) gone.bytes());
            } else {
                unknown.increment();
            }
        }
    }
}
