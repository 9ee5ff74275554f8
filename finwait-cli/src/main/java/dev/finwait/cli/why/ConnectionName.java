package dev.finwait.cli.why;

import dev.finwait.capture.CaptureOptions.AddressPair;
import dev.finwait.cli.CommandFailure;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;

/// How users name a connection: its two ends in either order, as in `192.0.2.1:50112-192.0.2.2:443`, with IPv6
/// addresses
/// in brackets.
final class ConnectionName {
    private ConnectionName() {}

    /// Reads a name.
    ///
    /// @throws CommandFailure if it is none
    static AddressPair parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw notAName(text);
        }
        try {
            return new AddressPair(endpoint(text.substring(0, dash)), endpoint(text.substring(dash + 1)));
        } catch (IllegalArgumentException e) {
            throw notAName(text);
        }
    }

    private static Endpoint endpoint(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no port in " + text);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        return new Endpoint(InetAddress.ofLiteral(literal), Integer.parseInt(text.substring(colon + 1)));
    }

    private static CommandFailure notAName(String text) {
        return CommandFailure.badInput("'" + text + "' names no connection: write both ends, as in "
                + "192.0.2.1:50112-192.0.2.2:443 or [2001:db8::1]:50112-[2001:db8::2]:443.");
    }

    /// Whether a connection is the one that was named.
    static boolean fits(AddressPair pair, Endpoint client, Endpoint server) {
        boolean asWritten = pair.one().equals(client) && pair.other().equals(server);
        return asWritten || (pair.one().equals(server) && pair.other().equals(client));
    }

    static String of(AddressPair pair) {
        return pair.one() + "-" + pair.other();
    }
}
