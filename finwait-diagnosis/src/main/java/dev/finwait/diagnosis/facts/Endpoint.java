package dev.finwait.diagnosis.facts;

import java.net.Inet4Address;
import java.net.InetAddress;

/// An address and a port.
///
/// @param address the IP address; an IPv4 address that was written as an IPv6 one counts as IPv4
/// @param port the port, 0 to 65535
public record Endpoint(InetAddress address, int port) {
    private static final int GROUPS = 8;

    /// Checks the port.
    ///
    /// @throws IllegalArgumentException if it is not within 0 to 65535
    public Endpoint {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
    }

    /// The address alone, in the canonical form of RFC 5952 for IPv6.
    ///
    /// @return for example `192.0.2.1` or `2001:db8::1`
    public String host() {
        return address instanceof Inet4Address ? address.getHostAddress() : canonical(address.getAddress());
    }

    /// Address and port.
    ///
    /// @return for example `192.0.2.1:443` or `[2001:db8::1]:443`
    @Override
    public String toString() {
        return address instanceof Inet4Address ? host() + ":" + port : "[" + host() + "]:" + port;
    }

    private static String canonical(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int gap = GROUPS;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > length) {
                gap = start;
                length = end - start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
