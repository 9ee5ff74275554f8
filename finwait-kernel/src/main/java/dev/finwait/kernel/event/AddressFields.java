package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.EventFormat.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Finds the two addresses in an event. Kernels have written them in two ways: as `struct sockaddr`
/// (28 bytes each), or as ports, an IPv4 and an IPv6 address each, with or without the family.
sealed interface AddressFields {
    /// Reads the ends of an event.
    Ends read(ByteBuffer page, int at);

    /// Finds out how an event has them.
    ///
    /// @return empty when it has them in neither way
    static Optional<AddressFields> in(EventFormat format) {
        Optional<Field> local = format.find("saddr");
        Optional<Field> remote = format.find("daddr");
        if (local.isEmpty() || remote.isEmpty()) {
            return Optional.empty();
        }
        if (local.get().size() >= SocketAddress.SIZE) {
            return Optional.of(
                    new SocketAddress(local.get().offset(), remote.get().offset()));
        }
        return separate(format, local.get().offset(), remote.get().offset());
    }

    private static Optional<AddressFields> separate(EventFormat format, int local, int remote) {
        Optional<Field> localPort = format.find("sport");
        Optional<Field> remotePort = format.find("dport");
        Optional<Field> localSix = format.find("saddr_v6");
        Optional<Field> remoteSix = format.find("daddr_v6");
        if (localPort.isEmpty() || remotePort.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Separate(
                localPort.get().offset(),
                remotePort.get().offset(),
                local,
                remote,
                localSix.map(Field::offset).orElse(-1),
                remoteSix.map(Field::offset).orElse(-1)));
    }

    /// Eight bytes in network order.
    private static long network(ByteBuffer page, int at) {
        long value = page.getLong(at);
        return page.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
    }

    /// An IPv4 address as the lower half of a mapped one.
    private static long mapped(ByteBuffer page, int at) {
        int value = page.getInt(at);
        return Ends.mapped(page.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value));
    }

    /// `struct sockaddr_in` or `sockaddr_in6`, the port in network order.
    ///
    /// @param local where the socket's own begins
    /// @param remote where its peer's begins
    record SocketAddress(int local, int remote) implements AddressFields {
        static final int SIZE = 28;
        private static final int AF_INET6 = 10;
        private static final int PORT = 2;
        private static final int ADDRESS_4 = 4;
        private static final int ADDRESS_6 = 8;

        @Override
        public Ends read(ByteBuffer page, int at) {
            return new Ends(
                    high(page, at + local),
                    low(page, at + local),
                    port(page, at + local + PORT),
                    high(page, at + remote),
                    low(page, at + remote),
                    port(page, at + remote + PORT));
        }

        private static long high(ByteBuffer page, int at) {
            return page.getShort(at) == AF_INET6 ? network(page, at + ADDRESS_6) : 0;
        }

        private static long low(ByteBuffer page, int at) {
            return page.getShort(at) == AF_INET6
                    ? network(page, at + ADDRESS_6 + Long.BYTES)
                    : mapped(page, at + ADDRESS_4);
        }

        private static int port(ByteBuffer page, int at) {
            return Byte.toUnsignedInt(page.get(at)) << 8 | Byte.toUnsignedInt(page.get(at + 1));
        }
    }

    /// Ports in the machine's order, and both kinds of address: the IPv6 field holds a mapped one
    /// for IPv4, so the family is not needed. Without IPv6 in the kernel's event there is the IPv4
    /// address alone.
    ///
    /// @param localPort where the socket's own port is
    /// @param remotePort where its peer's is
    /// @param local where its own IPv4 address is
    /// @param remote where its peer's is
    /// @param localSix where its own IPv6 address is; -1 without
    /// @param remoteSix where its peer's is; -1 without
    record Separate(int localPort, int remotePort, int local, int remote, int localSix, int remoteSix)
            implements AddressFields {
        @Override
        public Ends read(ByteBuffer page, int at) {
            boolean six = localSix >= 0 && remoteSix >= 0;
            return new Ends(
                    six ? network(page, at + localSix) : 0,
                    six ? network(page, at + localSix + Long.BYTES) : mapped(page, at + local),
                    Short.toUnsignedInt(page.getShort(at + localPort)),
                    six ? network(page, at + remoteSix) : 0,
                    six ? network(page, at + remoteSix + Long.BYTES) : mapped(page, at + remote),
                    Short.toUnsignedInt(page.getShort(at + remotePort)));
        }
    }
}
