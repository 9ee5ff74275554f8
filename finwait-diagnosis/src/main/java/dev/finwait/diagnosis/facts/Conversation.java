package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// What the captured payload tells of the protocol above TCP, right before the first reset. Only heads
/// at the start of a segment are looked at, so what is not recognised is not counted.
///
/// @param protocol what is spoken
/// @param requests HTTP requests seen
/// @param responses final HTTP responses seen, those with status 1xx left out
/// @param lastStatus the status code of the last of these; -1 without one
/// @param responseBytesExpected the length of the last response's body by its Content-Length; -1 when
///     unknown
/// @param responseBytesSent the bytes of that body that the server sent; -1 when unknown
/// @param requestBytesExpected the length of the last request's body by its Content-Length; -1 when
///     unknown
/// @param requestBytesSent the bytes of that body that the client sent; -1 when unknown
/// @param clientAlert the last TLS alert of the client; null without one
/// @param serverAlert the last TLS alert of the server; null without one
public record Conversation(
        Protocol protocol,
        int requests,
        int responses,
        int lastStatus,
        long responseBytesExpected,
        long responseBytesSent,
        long requestBytesExpected,
        long requestBytesSent,
        @Nullable TlsAlert clientAlert,
        @Nullable TlsAlert serverAlert) {
    /// Nothing is known: no payload was captured, or none was recognised.
    public static final Conversation UNKNOWN = new Conversation(Protocol.UNKNOWN, 0, 0, -1, -1, -1, -1, -1, null, null);

    /// A protocol above TCP.
    public enum Protocol {
        /// Not recognised, or not captured.
        UNKNOWN,

        /// HTTP/1.0 or HTTP/1.1 in the clear.
        HTTP1,

        /// TLS of any version.
        TLS
    }

    /// A TLS record of the type alert.
    ///
    /// @param at when it was seen
    /// @param description the code of RFC 8446 6.2, 0 for close_notify; -1 when it is encrypted
    public record TlsAlert(Moment at, int description) {}
}
