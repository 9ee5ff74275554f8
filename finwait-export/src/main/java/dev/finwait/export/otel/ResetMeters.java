package dev.finwait.export.otel;

import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.ResetKind;
import dev.finwait.export.ResetKinds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/// The same counters as those for Prometheus.
final class ResetMeters {
    private static final AttributeKey<String> FAMILY = AttributeKey.stringKey("finwait.family");
    private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("finwait.cause");
    private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("finwait.direction");
    private static final AttributeKey<String> PROCESS = AttributeKey.stringKey("finwait.process.name");
    private static final AttributeKey<String> HARM = AttributeKey.stringKey("finwait.harm");

    private final ResetKinds kinds = new ResetKinds();
    private final LongCounter resets;
    private final LongCounter bytesLost;
    private final LongCounter blindAttempts;
    private final LongCounter eventsLost;

    ResetMeters(Meter meter) {
        resets = counter(meter, "finwait.resets", "{connection}", "TCP connections that were reset");
        bytesLost = counter(meter, "finwait.bytes_lost", "By", "Bytes that one application wrote and the other lost");
        blindAttempts = counter(meter, "finwait.blind_attempts", "{packet}", "Resets that nobody believed");
        eventsLost = counter(meter, "finwait.events_lost", "{event}", "Events of the kernel that were lost");
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    void count(Verdict verdict) {
        if (verdict.isAttemptOnly()) {
            blindAttempts.add(1);
            return;
        }
        ResetKind kind = kinds.of(verdict);
        String family = kind.cause().family().id();
        String cause = kind.cause().id();
        Attributes attributes = Attributes.builder()
                .put(FAMILY, family)
                .put(CAUSE, cause)
                .put(DIRECTION, kind.direction().id())
                .put(PROCESS, kind.process())
                .put(HARM, kind.harm().id())
                .build();
        resets.add(1, attributes);
        long lost = verdict.bytesLost().orElse(0);
        if (lost > 0) {
            bytesLost.add(lost, Attributes.of(FAMILY, family, CAUSE, cause));
        }
    }

    void lost(long events) {
        eventsLost.add(events);
    }
}
