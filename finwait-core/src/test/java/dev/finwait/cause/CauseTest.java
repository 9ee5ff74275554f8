package dev.finwait.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CauseTest {
    /// The ids that scripts and dashboards rely on. Add to them, never change one.
    private static final Map<String, List<String>> CONTRACT = Map.of(
            "abort",
            List.of(
                    "close-with-unread",
                    "early-response",
                    "half-close-then-unread",
                    "linger-zero",
                    "process-died",
                    "listener-closed",
                    "disconnect",
                    "admin-kill",
                    "linger2-negative",
                    "proxy-relayed"),
            "gone",
            List.of(
                    "port-closed",
                    "state-lost",
                    "idle-forgotten",
                    "flow-moved",
                    "peer-gave-up",
                    "conntrack-invalid",
                    "half-open-reconnect",
                    "time-wait-collision",
                    "unsolicited-syn-ack"),
            "late",
            List.of(
                    "keepalive-race",
                    "request-crossed-fin",
                    "write-after-close",
                    "data-before-fin-acked",
                    "data-after-shutdown",
                    "client-gone"),
            "handshake",
            List.of("handshake-abandoned", "accept-queue-overflow", "syn-ack-rejected", "late-ack-rejected"),
            "limits",
            List.of("keepalive-timeout", "orphan-or-memory", "orphan-fin-wait-expired"),
            "protocol",
            List.of("late-disconnect", "mptcp-subflow"),
            "third-party",
            List.of("firewall-reject", "injected", "blind-attempt"),
            "look-alike",
            List.of(
                    "eof-mid-response",
                    "node-socket-hang-up",
                    "http2-rst-stream",
                    "http2-goaway",
                    "error-swallowed-by-retry"));

    @Test
    void idsAndTheirFamiliesAreTheContract() {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Family family : Family.values()) {
            actual.put(family.id(), Cause.of(family).stream().map(Cause::id).toList());
        }
        assertThat(actual).isEqualTo(CONTRACT);
    }

    @Test
    void noTwoCausesShareATitle() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::title)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aCauseIsFoundByItsId(Cause cause) {
        assertThat(Cause.byId(cause.id())).containsSame(cause);
    }

    @ParameterizedTest
    @EnumSource
    void aFamilyIsFoundByItsId(Family family) {
        assertThat(Family.byId(family.id())).containsSame(family);
    }

    @Test
    void anUnknownIdFindsNothing() {
        assertThat(Cause.byId("CLOSE_WITH_UNREAD")).isEmpty();
        assertThat(Family.byId("aborted")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPartOfACauseIsWrittenInSentences(Cause cause) {
        assertThat(List.of(
                        cause.explanation(),
                        cause.sentBy(),
                        cause.wireEvidence(),
                        cause.kernelEvidence(),
                        cause.resettingSideSees(),
                        cause.receivingSideSees(),
                        cause.lost(),
                        cause.cure()))
                .allSatisfy(text -> assertThat(text)
                        .endsWith(".")
                        .doesNotContain("\n", "  ")
                        .hasSizeGreaterThan(6));
        assertThat(cause.title()).isNotBlank().doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void everyPartOfAFamilyIsASentence(Family family) {
        assertThat(List.of(family.meaning(), family.cure()))
                .allSatisfy(text -> assertThat(text).endsWith(".").doesNotContain("\n", "  "));
        assertThat(family.title()).isNotBlank();
    }
}
