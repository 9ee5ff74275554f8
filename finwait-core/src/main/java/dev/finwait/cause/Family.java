package dev.finwait.cause;

import java.util.Optional;

/// A group of causes that share one idea and one cure.
///
/// The three big families are [#ABORT], [#GONE] and [#LATE]. Ids are stable: scripts and dashboards may rely on them.
public enum Family {
    /// A live connection was thrown away.
    ABORT(
            "abort",
            "Aborted",
            "The peer, or its kernel, threw a live connection away: it closed with bytes unread or with linger zero, "
                    + "its process died, or an administrator killed the connection.",
            "Half-close, drain what still arrives within a budget, then close."),

    /// The other end has no such connection.
    GONE(
            "gone",
            "Gone",
            "The other end has no such connection: it never listened, it restarted, it forgot the connection, "
                    + "or a box on the way did.",
            "Retry connects, keep connections alive below the idle limit, and retry what is idempotent."),

    /// Bytes were sent to an end that had already closed.
    LATE(
            "late",
            "Too late",
            "Bytes were sent to an end that had already closed; a request that meets the server's idle close "
                    + "on a kept-alive connection is the famous case.",
            "Notice end-of-stream before writing, let the client's idle limit be shorter than the server's, "
                    + "and retry when nothing came back."),

    /// The connection was never fully set up.
    HANDSHAKE(
            "handshake",
            "In the handshake",
            "The connection ended before both sides agreed that it existed.",
            "Accept faster, give the accept queue room, and look for boxes that rewrite the handshake; "
                    + "lone scans and health checks are harmless."),

    /// A timer or a memory limit ended the connection.
    LIMITS(
            "limits",
            "Limits and timers",
            "A kernel gave the connection up because a timer ran out or a memory limit was reached.",
            "Look at the limit that was hit, and at the peer that stopped answering."),

    /// The protocol itself asked for the reset.
    PROTOCOL(
            "protocol",
            "Protocol",
            "The rules of TCP or Multipath TCP ended the connection, or one path of it.",
            "Let both directions finish before the socket is given up; read the reason that the packet carries."),

    /// Somebody between the two ends sent the reset.
    THIRD_PARTY(
            "third-party",
            "A third party",
            "A box between the two ends sent the reset in the name of one of them.",
            "Find the box and the rule that did it; nothing in either application is at fault."),

    /// It is called a reset, but no TCP reset took place.
    LOOK_ALIKE(
            "look-alike",
            "Look-alikes",
            "It is reported like a reset, or hidden like one, but the error and the packets do not match.",
            "Look for what really happened: a clean end at the wrong moment, or a signal of a higher protocol.");

    private final String id;
    private final String title;
    private final String meaning;
    private final String cure;

    Family(String id, String title, String meaning, String cure) {
        this.id = id;
        this.title = title;
        this.meaning = meaning;
        this.cure = cure;
    }

    /// Finds a family by its id.
    ///
    /// @param id the kebab-case id, for example `third-party`
    /// @return the family, or empty when there is none of that id
    public static Optional<Family> byId(String id) {
        for (Family family : values()) {
            if (family.id.equals(id)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /// The stable kebab-case id.
    ///
    /// @return the id, for example `abort`
    public String id() {
        return id;
    }

    /// A heading of one to three words.
    ///
    /// @return the title
    public String title() {
        return title;
    }

    /// What the causes of this family have in common.
    ///
    /// @return one sentence
    public String meaning() {
        return meaning;
    }

    /// What helps against most of the family.
    ///
    /// @return one sentence
    public String cure() {
        return cure;
    }
}
