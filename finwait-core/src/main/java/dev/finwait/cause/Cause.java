package dev.finwait.cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One reason why a TCP connection is reset, or why it seems to be.
///
/// Ids are stable: scripts and dashboards may rely on them. Every text is one paragraph of plain English, written for
/// somebody who meets the error for the first time. Errors are given by their POSIX names, Java's texts in quotes;
/// what is said about kernels holds for Linux. The facts were measured on Linux 6.18, with JDK 17 and 25.
public enum Cause {
    /// Closed with unread data.
    CLOSE_WITH_UNREAD("close-with-unread", Family.ABORT, AbortPages.CLOSE_WITH_UNREAD),

    /// Answered before the upload was read.
    EARLY_RESPONSE("early-response", Family.ABORT, AbortPages.EARLY_RESPONSE),

    /// Half-closed, then closed with unread data.
    HALF_CLOSE_THEN_UNREAD("half-close-then-unread", Family.ABORT, AbortPages.HALF_CLOSE_THEN_UNREAD),

    /// Closed with linger zero.
    LINGER_ZERO("linger-zero", Family.ABORT, AbortPages.LINGER_ZERO),

    /// The process died.
    PROCESS_DIED("process-died", Family.ABORT, AbortPages.PROCESS_DIED),

    /// The listener closed with connections queued.
    LISTENER_CLOSED("listener-closed", Family.ABORT, AbortPages.LISTENER_CLOSED),

    /// Disconnected by connect(AF_UNSPEC).
    DISCONNECT("disconnect", Family.ABORT, AbortPages.DISCONNECT),

    /// Killed by an administrator or a tool.
    ADMIN_KILL("admin-kill", Family.ABORT, AbortPages.ADMIN_KILL),

    /// FIN-WAIT forbidden by TCP_LINGER2.
    LINGER2_NEGATIVE("linger2-negative", Family.ABORT, AbortPages.LINGER2_NEGATIVE),

    /// Relayed by a proxy.
    PROXY_RELAYED("proxy-relayed", Family.ABORT, AbortPages.PROXY_RELAYED),

    /// Nobody listens on the port.
    PORT_CLOSED("port-closed", Family.GONE, GonePages.PORT_CLOSED),

    /// The peer forgot the connection.
    STATE_LOST("state-lost", Family.GONE, GonePages.STATE_LOST),

    /// A box on the way forgot the idle connection.
    IDLE_FORGOTTEN("idle-forgotten", Family.GONE, GonePages.IDLE_FORGOTTEN),

    /// The flow was moved to another machine.
    FLOW_MOVED("flow-moved", Family.GONE, GonePages.FLOW_MOVED),

    /// The peer had given up.
    PEER_GAVE_UP("peer-gave-up", Family.GONE, GonePages.PEER_GAVE_UP),

    /// A packet escaped address translation.
    CONNTRACK_INVALID("conntrack-invalid", Family.GONE, GonePages.CONNTRACK_INVALID),

    /// A new connection on an old one's address pair.
    HALF_OPEN_RECONNECT("half-open-reconnect", Family.GONE, GonePages.HALF_OPEN_RECONNECT),

    /// A new connection met TIME_WAIT.
    TIME_WAIT_COLLISION("time-wait-collision", Family.GONE, GonePages.TIME_WAIT_COLLISION),

    /// An answer to a question never asked.
    UNSOLICITED_SYN_ACK("unsolicited-syn-ack", Family.GONE, GonePages.UNSOLICITED_SYN_ACK),

    /// Request met the idle close.
    KEEPALIVE_RACE("keepalive-race", Family.LATE, LatePages.KEEPALIVE_RACE),

    /// Request and close crossed on the way.
    REQUEST_CROSSED_FIN("request-crossed-fin", Family.LATE, LatePages.REQUEST_CROSSED_FIN),

    /// Written after the peer had closed.
    WRITE_AFTER_CLOSE("write-after-close", Family.LATE, LatePages.WRITE_AFTER_CLOSE),

    /// Data arrived before the close was acknowledged.
    DATA_BEFORE_FIN_ACKED("data-before-fin-acked", Family.LATE, LatePages.DATA_BEFORE_FIN_ACKED),

    /// Data arrived after a full shutdown.
    DATA_AFTER_SHUTDOWN("data-after-shutdown", Family.LATE, LatePages.DATA_AFTER_SHUTDOWN),

    /// The client left in mid-download.
    CLIENT_GONE("client-gone", Family.LATE, LatePages.CLIENT_GONE),

    /// The caller hung up in the handshake.
    HANDSHAKE_ABANDONED("handshake-abandoned", Family.HANDSHAKE, HandshakePages.HANDSHAKE_ABANDONED),

    /// The accept queue was full.
    ACCEPT_QUEUE_OVERFLOW("accept-queue-overflow", Family.HANDSHAKE, HandshakePages.ACCEPT_QUEUE_OVERFLOW),

    /// The SYN-ACK was refused.
    SYN_ACK_REJECTED("syn-ack-rejected", Family.HANDSHAKE, HandshakePages.SYN_ACK_REJECTED),

    /// The last ACK of the handshake was refused.
    LATE_ACK_REJECTED("late-ack-rejected", Family.HANDSHAKE, HandshakePages.LATE_ACK_REJECTED),

    /// Keep-alive probes went unanswered.
    KEEPALIVE_TIMEOUT("keepalive-timeout", Family.LIMITS, LimitPages.KEEPALIVE_TIMEOUT),

    /// Too many orphans or too little memory.
    ORPHAN_OR_MEMORY("orphan-or-memory", Family.LIMITS, LimitPages.ORPHAN_OR_MEMORY),

    /// Waited for the peer's FIN in vain.
    ORPHAN_FIN_WAIT_EXPIRED("orphan-fin-wait-expired", Family.LIMITS, LimitPages.ORPHAN_FIN_WAIT_EXPIRED),

    /// Ended with data still unsent while closing.
    LATE_DISCONNECT("late-disconnect", Family.PROTOCOL, ProtocolPages.LATE_DISCONNECT),

    /// One path of a Multipath TCP connection ended.
    MPTCP_SUBFLOW("mptcp-subflow", Family.PROTOCOL, ProtocolPages.MPTCP_SUBFLOW),

    /// Rejected by a firewall.
    FIREWALL_REJECT("firewall-reject", Family.THIRD_PARTY, ThirdPartyPages.FIREWALL_REJECT),

    /// Forged by a box on the way.
    INJECTED("injected", Family.THIRD_PARTY, ThirdPartyPages.INJECTED),

    /// A reset that was not believed.
    BLIND_ATTEMPT("blind-attempt", Family.THIRD_PARTY, ThirdPartyPages.BLIND_ATTEMPT),

    /// End-of-stream in mid-response.
    EOF_MID_RESPONSE("eof-mid-response", Family.LOOK_ALIKE, LookAlikePages.EOF_MID_RESPONSE),

    /// Node.js: socket hang up.
    NODE_SOCKET_HANG_UP("node-socket-hang-up", Family.LOOK_ALIKE, LookAlikePages.NODE_SOCKET_HANG_UP),

    /// HTTP/2 RST_STREAM.
    HTTP2_RST_STREAM("http2-rst-stream", Family.LOOK_ALIKE, LookAlikePages.HTTP2_RST_STREAM),

    /// HTTP/2 GOAWAY.
    HTTP2_GOAWAY("http2-goaway", Family.LOOK_ALIKE, LookAlikePages.HTTP2_GOAWAY),

    /// A reset hidden by a retry.
    ERROR_SWALLOWED_BY_RETRY("error-swallowed-by-retry", Family.LOOK_ALIKE, LookAlikePages.ERROR_SWALLOWED_BY_RETRY);

    private final String id;
    private final Family family;
    // A record of strings is immutable; only the annotation that would say so is missing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Page page;

    Cause(String id, Family family, Page page) {
        this.id = id;
        this.family = family;
        this.page = page;
    }

    /// Finds a cause by its id.
    ///
    /// @param id the kebab-case id, for example `keepalive-race`
    /// @return the cause, or empty when there is none of that id
    public static Optional<Cause> byId(String id) {
        for (Cause cause : values()) {
            if (cause.id.equals(id)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /// All causes of one family, in the order of the catalogue.
    ///
    /// @param family the family
    /// @return an unmodifiable list, never empty
    public static List<Cause> of(Family family) {
        List<Cause> causes = new ArrayList<>();
        for (Cause cause : values()) {
            if (cause.family == family) {
                causes.add(cause);
            }
        }
        return Collections.unmodifiableList(causes);
    }

    /// The stable kebab-case id.
    ///
    /// @return the id, for example `close-with-unread`
    public String id() {
        return id;
    }

    /// The family that this cause belongs to.
    ///
    /// @return the family
    public Family family() {
        return family;
    }

    /// A heading of a few words.
    ///
    /// @return the title, without a full stop
    public String title() {
        return page.title();
    }

    /// What happened, for a newcomer.
    ///
    /// @return one sentence
    public String explanation() {
        return page.explanation();
    }

    /// Who sends the reset.
    ///
    /// @return one or two sentences
    public String sentBy() {
        return page.sentBy();
    }

    /// What a packet capture shows.
    ///
    /// @return one or more sentences
    public String wireEvidence() {
        return page.wire();
    }

    /// What a Linux kernel tells: the reason of its reset event, its counters, the process.
    ///
    /// @return one or more sentences
    public String kernelEvidence() {
        return page.kernel();
    }

    /// What the application notices on the side that resets.
    ///
    /// @return one or more sentences
    public String resettingSideSees() {
        return page.resettingSide();
    }

    /// What the application notices on the side that receives the reset: errno and Java's text.
    ///
    /// @return one or more sentences
    public String receivingSideSees() {
        return page.receivingSide();
    }

    /// Which bytes are lost, and whether a retry is safe where that is known.
    ///
    /// @return one or more sentences
    public String lost() {
        return page.lost();
    }

    /// What to change, so that it does not happen again.
    ///
    /// @return one or more sentences
    public String cure() {
        return page.cure();
    }
}
