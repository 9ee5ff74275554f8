package dev.finwait.capture.flow.reset;

import dev.finwait.capture.flow.connection.Connection;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// Turns the halves of an address into one.
public final class Addresses {
    private static final int IPV6_BYTES = 16;

    private Addresses() {}

    /// The client of a connection.
    ///
    /// @param connection the connection
    /// @return its address and port
    public static Endpoint client(Connection connection) {
        return new Endpoint(of(connection.clientHigh, connection.clientLow), connection.ports >>> 16);
    }

    /// The server of a connection.
    ///
    /// @param connection the connection
    /// @return its address and port
    public static Endpoint server(Connection connection) {
        return new Endpoint(of(connection.serverHigh, connection.serverLow), connection.ports & 0xffff);
    }

    /// An IPv4 address comes as the mapped one of IPv6, which the JDK turns back.
    private static InetAddress of(long high, long low) {
        byte[] bytes =
                ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }
}
