package dev.finwait.diagnosis.rule;

import dev.finwait.cause.Cause;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which causes stand behind the kernel's reason for a reset. The names mislead: see the catalogue's
/// kernel evidence. Reasons are those of `include/net/rstreason.h`, by name, for numbers move between
/// kernels.
final class KernelWord {
    private static final Set<Cause> LATE = EnumSet.of(
            Cause.KEEPALIVE_RACE,
            Cause.REQUEST_CROSSED_FIN,
            Cause.WRITE_AFTER_CLOSE,
            Cause.DATA_BEFORE_FIN_ACKED,
            Cause.DATA_AFTER_SHUTDOWN,
            Cause.CLIENT_GONE,
            Cause.LINGER2_NEGATIVE);

    private static final Map<String, Set<Cause>> ADMITTED = Map.ofEntries(
            Map.entry(
                    "TCP_ABORT_ON_CLOSE",
                    EnumSet.of(
                            Cause.CLOSE_WITH_UNREAD,
                            Cause.EARLY_RESPONSE,
                            Cause.HALF_CLOSE_THEN_UNREAD,
                            Cause.PROCESS_DIED)),
            Map.entry(
                    "TCP_STATE",
                    EnumSet.of(
                            Cause.LINGER_ZERO,
                            Cause.LISTENER_CLOSED,
                            Cause.DISCONNECT,
                            Cause.ADMIN_KILL,
                            Cause.PROXY_RELAYED,
                            Cause.HANDSHAKE_ABANDONED,
                            Cause.ORPHAN_FIN_WAIT_EXPIRED)),
            Map.entry("TCP_ABORT_ON_DATA", LATE),
            Map.entry(
                    "TCP_TIMEWAIT_SOCKET",
                    EnumSet.of(
                            Cause.KEEPALIVE_RACE,
                            Cause.REQUEST_CROSSED_FIN,
                            Cause.WRITE_AFTER_CLOSE,
                            Cause.CLIENT_GONE)),
            Map.entry(
                    "NO_SOCKET",
                    EnumSet.of(
                            Cause.PORT_CLOSED,
                            Cause.STATE_LOST,
                            Cause.FLOW_MOVED,
                            Cause.PEER_GAVE_UP,
                            Cause.CONNTRACK_INVALID,
                            Cause.UNSOLICITED_SYN_ACK,
                            Cause.HANDSHAKE_ABANDONED,
                            Cause.WRITE_AFTER_CLOSE,
                            Cause.CLIENT_GONE,
                            Cause.KEEPALIVE_RACE,
                            Cause.ORPHAN_FIN_WAIT_EXPIRED)),
            Map.entry(
                    "TCP_FLAGS",
                    EnumSet.of(
                            Cause.STATE_LOST, Cause.FLOW_MOVED, Cause.ACCEPT_QUEUE_OVERFLOW, Cause.LATE_ACK_REJECTED)),
            Map.entry("INVALID_SYN", EnumSet.of(Cause.ACCEPT_QUEUE_OVERFLOW)),
            Map.entry(
                    "TCP_INVALID_ACK_SEQUENCE",
                    EnumSet.of(
                            Cause.HALF_OPEN_RECONNECT,
                            Cause.TIME_WAIT_COLLISION,
                            Cause.SYN_ACK_REJECTED,
                            Cause.LATE_ACK_REJECTED)),
            Map.entry("TCP_RFC7323_PAWS", EnumSet.of(Cause.SYN_ACK_REJECTED)),
            Map.entry("TCP_OLD_ACK", EnumSet.of(Cause.LATE_ACK_REJECTED)),
            Map.entry("TCP_TOO_OLD_ACK", EnumSet.of(Cause.LATE_ACK_REJECTED)),
            Map.entry("TCP_ACK_UNSENT_DATA", EnumSet.of(Cause.LATE_ACK_REJECTED)),
            Map.entry("TCP_KEEPALIVE_TIMEOUT", EnumSet.of(Cause.KEEPALIVE_TIMEOUT)),
            Map.entry("TCP_ABORT_ON_MEMORY", EnumSet.of(Cause.ORPHAN_OR_MEMORY)),
            Map.entry("TCP_ABORT_ON_LINGER", EnumSet.of(Cause.LINGER2_NEGATIVE)),
            Map.entry("TCP_DISCONNECT_WITH_DATA", EnumSet.of(Cause.LATE_DISCONNECT)));

    private KernelWord() {}

    /// Whether a reason speaks at all.
    static boolean isKnown(@Nullable String reason) {
        return reason != null && (ADMITTED.containsKey(reason) || reason.startsWith("MPTCP_RST"));
    }

    /// Whether a cause can stand behind a reason; any can behind one that says nothing.
    static boolean admits(@Nullable String reason, Cause cause) {
        if (reason == null || !isKnown(reason)) {
            return true;
        }
        if (reason.startsWith("MPTCP_RST")) {
            return cause == Cause.MPTCP_SUBFLOW;
        }
        return ADMITTED.getOrDefault(reason, Set.of()).contains(cause);
    }
}
