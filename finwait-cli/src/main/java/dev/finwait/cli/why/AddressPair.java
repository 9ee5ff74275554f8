package dev.finwait.cli.why;

import dev.finwait.cli.CommandFailure;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;

/// The two ends of a connection, in either order.
///
/// @param one one end
/// @param other the other end
record AddressPair(Endpoint one, Endpoint other) {
    /// Reads `192.0.2.1:50112-192.0.2.2:443`, with IPv6 addresses in brackets.
    ///
    /// @throws CommandFailure if it is none
    static AddressPair parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw notAPair(text);
        }
        try {
            return new AddressPair(endpoint(text.substring(0, dash)), endpoint(text.substring(dash + 1)));
        } catch (IllegalArgumentException e) {
            throw notAPair(text);
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

    private static CommandFailure notAPair(String text) {
        return CommandFailure.badInput("'" + text
                + "' names no connection: write both ends, as in 192.0.2.1:50112-192.0.2.2:443 or [2001:db8::1]:50112-[2001:db8::2]:443.");
    }

    boolean fits(Endpoint client, Endpoint server) {
        return one.equals(client) && other.equals(server) || one.equals(server) && other.equals(client);
    }

    @Override
    public String toString() {
        return one + "-" + other;
    }
}
