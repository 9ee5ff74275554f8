package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.KernelFacts.Context;
import dev.finwait.diagnosis.facts.KernelFacts.SentReset;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;
import java.util.Set;

/// A proxy resets this leg because the other one failed.
final class ProxyRelayed implements Rule {
    /// Not nginx: it ends the other leg in order, and resets of its own accord only (status 444, timed-out clients).
    private static final Set<String> PROXIES =
            Set.of("haproxy", "envoy", "traefik", "squid", "varnishd", "caddy", "httpd", "apache2", "pgbouncer");

    @Override
    public Cause cause() {
        return Cause.PROXY_RELAYED;
    }

    @Override
    public Assessment assess(Reading reading) {
        if (reading.isActive().isNo() || reading.closed(reading.resetter()).isYes() || Host.isKilled(reading)) {
            return Assessment.excluded();
        }
        SentReset sent = reading.sent();
        if (sent == null || sent.context() != Context.PROCESS) {
            return reading.wire() == null ? Assessment.weak() : Assessment.remote();
        }
        return PROXIES.contains(sent.process().name())
                ? Assessment.fits(
                        Fit.GOOD,
                        () -> List.of(Evidence.of(
                                sent.process().name() + " is a proxy, and may only pass on what its other side did")))
                : Assessment.excluded();
    }
}
