package dev.finwait.error;

import static dev.finwait.cause.Cause.ACCEPT_QUEUE_OVERFLOW;
import static dev.finwait.cause.Cause.ADMIN_KILL;
import static dev.finwait.cause.Cause.CLIENT_GONE;
import static dev.finwait.cause.Cause.CLOSE_WITH_UNREAD;
import static dev.finwait.cause.Cause.DATA_BEFORE_FIN_ACKED;
import static dev.finwait.cause.Cause.EARLY_RESPONSE;
import static dev.finwait.cause.Cause.EOF_MID_RESPONSE;
import static dev.finwait.cause.Cause.FIREWALL_REJECT;
import static dev.finwait.cause.Cause.HALF_CLOSE_THEN_UNREAD;
import static dev.finwait.cause.Cause.IDLE_FORGOTTEN;
import static dev.finwait.cause.Cause.INJECTED;
import static dev.finwait.cause.Cause.KEEPALIVE_RACE;
import static dev.finwait.cause.Cause.KEEPALIVE_TIMEOUT;
import static dev.finwait.cause.Cause.LINGER_ZERO;
import static dev.finwait.cause.Cause.LISTENER_CLOSED;
import static dev.finwait.cause.Cause.NODE_SOCKET_HANG_UP;
import static dev.finwait.cause.Cause.ORPHAN_OR_MEMORY;
import static dev.finwait.cause.Cause.PEER_GAVE_UP;
import static dev.finwait.cause.Cause.PORT_CLOSED;
import static dev.finwait.cause.Cause.PROCESS_DIED;
import static dev.finwait.cause.Cause.PROXY_RELAYED;
import static dev.finwait.cause.Cause.REQUEST_CROSSED_FIN;
import static dev.finwait.cause.Cause.STATE_LOST;
import static dev.finwait.cause.Cause.SYN_ACK_REJECTED;
import static dev.finwait.cause.Cause.TIME_WAIT_COLLISION;
import static dev.finwait.cause.Cause.WRITE_AFTER_CLOSE;

import dev.finwait.cause.Cause;
import java.util.List;

/// The causes worth checking when only the error is known, not the packets.
public final class LikelyCauses {
    private LikelyCauses() {}

    /// Lists the causes that an error speaks for.
    ///
    /// @param error what the error means
    /// @param operation what the program was doing
    /// @return an unmodifiable list, likeliest first; empty when the error has nothing to do with the network
    public static List<Cause> of(SocketError error, Operation operation) {
        return switch (error) {
            case RESET_BY_PEER -> ofReset(operation);
            case BROKEN_PIPE ->
                List.of(KEEPALIVE_RACE, WRITE_AFTER_CLOSE, CLIENT_GONE, EARLY_RESPONSE, HALF_CLOSE_THEN_UNREAD);
            case TIMED_OUT ->
                operation == Operation.CONNECT
                        ? List.of(SYN_ACK_REJECTED, ACCEPT_QUEUE_OVERFLOW)
                        : List.of(PEER_GAVE_UP, KEEPALIVE_TIMEOUT, IDLE_FORGOTTEN);
            case REFUSED, CONNECT_FAILED -> List.of(PORT_CLOSED, FIREWALL_REJECT);
            case ABORTED_LOCALLY -> List.of(ADMIN_KILL, PEER_GAVE_UP, KEEPALIVE_TIMEOUT);
            case UNEXPECTED_END ->
                List.of(KEEPALIVE_RACE, EOF_MID_RESPONSE, HALF_CLOSE_THEN_UNREAD, PROCESS_DIED, NODE_SOCKET_HANG_UP);
            case UNREACHABLE -> List.of(PEER_GAVE_UP);
            case NOT_CONNECTED -> List.of(CLOSE_WITH_UNREAD, LINGER_ZERO);
            case ADDRESS_NOT_AVAILABLE -> List.of(TIME_WAIT_COLLISION);
            case OUT_OF_RESOURCES -> List.of(ACCEPT_QUEUE_OVERFLOW, ORPHAN_OR_MEMORY);
            case NOT_PERMITTED -> List.of(FIREWALL_REJECT);
            case CLOSED_LOCALLY, SHUT_DOWN_LOCALLY, ADDRESS_IN_USE, WOULD_BLOCK, UNKNOWN -> List.of();
        };
    }

    private static List<Cause> ofReset(Operation operation) {
        return switch (operation) {
            case READ ->
                List.of(
                        CLOSE_WITH_UNREAD,
                        REQUEST_CROSSED_FIN,
                        IDLE_FORGOTTEN,
                        LINGER_ZERO,
                        PROXY_RELAYED,
                        PROCESS_DIED,
                        STATE_LOST);
            case WRITE ->
                List.of(
                        EARLY_RESPONSE,
                        CLIENT_GONE,
                        CLOSE_WITH_UNREAD,
                        DATA_BEFORE_FIN_ACKED,
                        LINGER_ZERO,
                        PROXY_RELAYED,
                        PROCESS_DIED);
            case CONNECT -> List.of(LISTENER_CLOSED, ACCEPT_QUEUE_OVERFLOW, FIREWALL_REJECT, INJECTED);
            case UNKNOWN ->
                List.of(
                        CLOSE_WITH_UNREAD,
                        EARLY_RESPONSE,
                        REQUEST_CROSSED_FIN,
                        IDLE_FORGOTTEN,
                        LINGER_ZERO,
                        PROXY_RELAYED,
                        PROCESS_DIED,
                        STATE_LOST);
        };
    }
}
