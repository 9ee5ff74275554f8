package dev.finwait.capture.decode;

import dev.finwait.capture.file.Skip;

/// The extension headers of IPv6, RFC 8200 4, of which IPv4 has the one for authentication, RFC 4302.
final class IpExtensions {
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;

    private static final int EXTENSION_UNIT = 8;
    private static final int MORE_FRAGMENTS = 1;
    private static final int FRAGMENT_OFFSET = 0xfff8;

    private IpExtensions() {}

    /// Reads them.
    ///
    /// @param first the protocol number of the first one, or of what follows if there is none
    /// @return the [Layer] behind them
    static int read(Frame frame, int first) {
        int next = first;
        while (true) {
            int unit = switch (next) {
                case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION, MOBILITY -> EXTENSION_UNIT;
                case AUTHENTICATION -> EXTENSION_UNIT / 2;
                default -> 0;
            };
            if (unit == 0) {
                return Layer.IP | next;
            }
            if (!frame.has(EXTENSION_UNIT)) {
                return Layer.skip(Skip.CUT_SHORT);
            }
            int header = frame.int32(frame.position);
            if (next == FRAGMENT && (header & FRAGMENT_OFFSET) != 0) {
                return Layer.skip(Skip.FRAGMENT);
            }
            if (next == FRAGMENT) {
                frame.firstFragment |= (header & MORE_FRAGMENTS) != 0;
            }
            // The fragment header has no length; that of authentication counts in half units, RFC 4302 2.2.
            int units = next == FRAGMENT ? 0 : (header >>> 16) & 0xff;
            frame.position += next == AUTHENTICATION ? (units + 2) * unit : (units + 1) * unit;
            next = header >>> 24;
        }
    }
}
