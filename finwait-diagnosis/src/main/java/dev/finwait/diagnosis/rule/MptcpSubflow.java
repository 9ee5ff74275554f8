package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import dev.finwait.diagnosis.rule.Assessment.Fit;
import dev.finwait.diagnosis.verdict.Evidence;
import java.util.List;

/// The packet itself says that one path of a Multipath TCP connection ends (RFC 8684 3.6).
final class MptcpSubflow implements Rule {
    @Override
    public Cause cause() {
        return Cause.MPTCP_SUBFLOW;
    }

    @Override
    public Assessment assess(Reading reading) {
        Integer code = reading.wire() == null ? null : reading.wire().reset().mptcpReason();
        if (code != null) {
            return Assessment.fits(
                    Fit.PROVEN,
                    () -> List.of(new Evidence(
                            "it carries MP_TCPRST with reason " + code,
                            reading.facts().resetAt().packet())));
        }
        if (reading.wire() != null
                && reading.wire().handshake().joins()
                && reading.isReplyToSyn().isYes()) {
            // As certain as that anybody listens there, which only the first path of the connection shows.
            return Assessment.fits(
                    Fit.STRONG,
                    () -> List.of(
                            Traces.trigger(reading),
                            Evidence.of("that SYN asks to be a further path of a Multipath TCP connection")));
        }
        String reason = reading.reason();
        return reason != null && reason.startsWith("MPTCP_RST")
                ? Assessment.fits(Fit.PROVEN, () -> List.of(Evidence.of("the kernel's reason is one of Multipath TCP")))
                : Assessment.excluded();
    }
}
