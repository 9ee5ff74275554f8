package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// What the captured payload tells of the protocol above TCP, right before the first reset. Only heads
/// at the start of a segment are looked at, so what is not recognised is not counted.
///
/// @param protocol what is spoken
/// @param requests HTTP requests seen
/// @param responses final HTTP responses seen, those with status 1xx left out
/// @param unanswered the requests at the end behind which the server sent no data, whatever it had said before
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
        int unanswered,
        int lastStatus,
        long responseBytesExpected,
        long responseBytesSent,
        long requestBytesExpected,
        long requestBytesSent,
        @Nullable TlsAlert clientAlert,
        @Nullable TlsAlert serverAlert) {
    /// Nothing is known: no payload was captured, or none was recognised.
    public static final Conversation UNKNOWN =
            new Conversation(Protocol.UNKNOWN, 0, 0, 0, -1, -1, -1, -1, -1, null, null);

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
    public record TlsAlert(Moment at, int description) {
        /// Its name in RFC 8446 6.2, RFC 5246 7.2 or the registry of IANA.
        ///
        /// @return for example `unknown_ca`; the number where it has none
        public String name() {
            return switch (description) {
                case 0 -> "close_notify";
                case 10 -> "unexpected_message";
                case 20 -> "bad_record_mac";
                case 22 -> "record_overflow";
                case 40 -> "handshake_failure";
                case 42 -> "bad_certificate";
                case 43 -> "unsupported_certificate";
                case 44 -> "certificate_revoked";
                case 45 -> "certificate_expired";
                case 46 -> "certificate_unknown";
                case 47 -> "illegal_parameter";
                case 48 -> "unknown_ca";
                case 49 -> "access_denied";
                case 50 -> "decode_error";
                case 51 -> "decrypt_error";
                case 70 -> "protocol_version";
                case 71 -> "insufficient_security";
                case 80 -> "internal_error";
                case 86 -> "inappropriate_fallback";
                case 90 -> "user_canceled";
                case 100 -> "no_renegotiation";
                case 109 -> "missing_extension";
                case 110 -> "unsupported_extension";
                case 112 -> "unrecognized_name";
                case 113 -> "bad_certificate_status_response";
                case 115 -> "unknown_psk_identity";
                case 116 -> "certificate_required";
                case 120 -> "no_application_protocol";
                default -> Integer.toString(description);
            };
        }
    }
}
