package dev.finwait.linux.server;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// The minimum TTL of a listening socket (RFC 5082, GTSM). The kernel checks it for a SYN, but not for the ACK
/// that ends a handshake (`tcp_v4_rcv`); the connection made by that ACK inherits it and would starve.
///
/// @param ipv4 the value before, for IPv4
/// @param ipv6 the value before, for IPv6; empty for an IPv4 socket
record MinimumTtl(int ipv4, OptionalInt ipv6) {
    private static final int SOL_IP = 0;
    private static final int IP_MINTTL = 21;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_MINHOPCOUNT = 73;
    private static final int HIGHEST = 255;

    /// Raises it to the highest there is.
    ///
    /// @return what it was; empty when the kernel refuses
    static Optional<MinimumTtl> raise(int fd) {
        OptionalInt ipv4 = OwnDescriptors.option(fd, SOL_IP, IP_MINTTL);
        OptionalInt ipv6 = OwnDescriptors.option(fd, SOL_IPV6, IPV6_MINHOPCOUNT);
        if (ipv4.isEmpty()) {
            return Optional.empty();
        }
        MinimumTtl before = new MinimumTtl(ipv4.getAsInt(), ipv6);
        boolean raised = OwnDescriptors.setOption(fd, SOL_IP, IP_MINTTL, HIGHEST)
                && (ipv6.isEmpty() || OwnDescriptors.setOption(fd, SOL_IPV6, IPV6_MINHOPCOUNT, HIGHEST));
        if (!raised) {
            before.restoreDescriptor(fd);
            return Optional.empty();
        }
        return Optional.of(before);
    }

    /// Gives an accepted connection the value that it should have inherited.
    void restore(long inode) {
        try {
            OwnDescriptors.ofSockets(candidate -> candidate == inode).forEach(this::restoreDescriptor);
        } catch (IOException e) {
            // Without /proc nobody got this far.
        }
    }

    private void restoreDescriptor(int fd) {
        OwnDescriptors.setOption(fd, SOL_IP, IP_MINTTL, ipv4);
        ipv6.ifPresent(value -> OwnDescriptors.setOption(fd, SOL_IPV6, IPV6_MINHOPCOUNT, value));
    }
}
