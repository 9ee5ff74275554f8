package dev.finwait.export.otel;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.ProcessIdentity;
import dev.finwait.diagnosis.facts.Side;
import dev.finwait.diagnosis.verdict.Evidence;
import dev.finwait.diagnosis.verdict.Harm;
import dev.finwait.diagnosis.verdict.Verdict;
import dev.finwait.export.ResetDirection;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import java.net.Inet4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a record for each reset connection. Names of attributes are those of the semantic conventions
/// where there are some, and begin with `finwait.` elsewhere. Command lines stay here: they may hold
/// passwords.
final class ResetLog {
    private static final AttributeKey<List<String>> ALTERNATIVES = AttributeKey.stringArrayKey("finwait.alternatives");
    private static final AttributeKey<List<String>> EVIDENCE = AttributeKey.stringArrayKey("finwait.evidence");

    private final Logger logger;

    ResetLog(Logger logger) {
        this.logger = logger;
    }

    void write(Verdict verdict) {
        LogRecordBuilder entry = logger.logRecordBuilder()
                .setEventName("finwait.reset")
                .setTimestamp(verdict.facts().resetAt().instant())
                .setSeverity(verdict.harm() == Harm.LOST ? Severity.WARN : Severity.INFO)
                .setBody(sentence(verdict));
        ends(entry, verdict.facts());
        judgement(entry, verdict);
        process(entry, verdict.process());
        entry.emit();
    }

    private static String sentence(Verdict verdict) {
        return verdict.facts().client() + " to " + verdict.facts().server() + " was reset: "
                + verdict.cause().title() + " (" + verdict.confidence().id() + ")";
    }

    private static void ends(LogRecordBuilder entry, ConnectionFacts facts) {
        end(entry, "client", facts.client());
        end(entry, "server", facts.server());
        entry.setAttribute("network.transport", "tcp");
        boolean four = facts.server().address() instanceof Inet4Address;
        entry.setAttribute("network.type", four ? "ipv4" : "ipv6");
        KernelFacts kernel = facts.kernel();
        if (kernel != null && kernel.local() != null) {
            Side local = kernel.local();
            end(entry, "network.local", facts.endpoint(local));
            end(entry, "network.peer", facts.endpoint(local.other()));
        }
    }

    private static void end(LogRecordBuilder entry, String prefix, Endpoint end) {
        entry.setAttribute(prefix + ".address", end.host());
        entry.setAttribute(prefix + ".port", end.port());
    }

    private static void judgement(LogRecordBuilder entry, Verdict verdict) {
        entry.setAttribute("finwait.cause", verdict.cause().id());
        entry.setAttribute("finwait.family", verdict.cause().family().id());
        entry.setAttribute("finwait.confidence", verdict.confidence().id());
        entry.setAttribute("finwait.reset_by", verdict.resetBy().id());
        entry.setAttribute("finwait.direction", ResetDirection.of(verdict).id());
        entry.setAttribute("finwait.harm", verdict.harm().id());
        entry.setAttribute("finwait.advice", verdict.advice());
        entry.setAttribute("finwait.echoes", verdict.echoes());
        verdict.bytesLost().ifPresent(bytes -> entry.setAttribute("finwait.bytes_lost", bytes));
        entry.setAttribute(
                ALTERNATIVES, verdict.alternatives().stream().map(Cause::id).toList());
        entry.setAttribute(
                EVIDENCE, verdict.evidence().stream().map(Evidence::toString).toList());
        text(entry, "finwait.kernel_reason", verdict.kernelReason());
        text(entry, "finwait.question", verdict.question());
    }

    private static void process(LogRecordBuilder entry, @Nullable ProcessIdentity process) {
        if (process != null) {
            entry.setAttribute("process.pid", process.pid());
            entry.setAttribute("finwait.process.name", process.name());
            text(entry, "container.id", process.container());
            text(entry, "finwait.process.unit", process.unit());
        }
    }

    private static void text(LogRecordBuilder entry, String name, @Nullable String value) {
        if (value != null) {
            entry.setAttribute(name, value);
        }
    }
}
