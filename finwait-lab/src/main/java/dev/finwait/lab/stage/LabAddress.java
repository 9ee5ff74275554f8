package dev.finwait.lab.stage;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/// The loopback address of this lab: one of 127.0.0.0/8 chosen by the process id, so that neither another lab nor
/// anybody else's traffic on 127.0.0.1 is mistaken for its own.
public final class LabAddress {
    private static final InetAddress HOST = choose(ProcessHandle.current().pid());

    private LabAddress() {}

    /// The address.
    ///
    /// @return an IPv4 loopback address
    public static InetAddress host() {
        return HOST;
    }

    /// The address with a port that the kernel chooses.
    ///
    /// @return the address to bind to
    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(HOST, 0);
    }

    static InetSocketAddress of(SocketAddress bound) {
        return (InetSocketAddress) bound;
    }

    private static InetAddress choose(long pid) {
        byte[] octets = {127, (byte) (64 + (pid >> 16 & 0x3f)), (byte) (pid >> 8), (byte) (pid & 0xff)};
        if (octets[3] == 0 || octets[3] == -1) {
            octets[3] = 1;
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an address", e);
        }
    }
}
