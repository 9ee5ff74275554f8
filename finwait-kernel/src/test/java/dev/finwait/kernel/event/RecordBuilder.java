package dev.finwait.kernel.event;

import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.EventFormat.Field;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes a record of an event as a kernel with the given format does.
final class RecordBuilder {
    private final EventFormat format;
    private final ByteBuffer page = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());

    RecordBuilder(EventFormat format) {
        this.format = format;
        page.putShort(0, (short) format.id());
    }

    static Ends ends(String local, int localPort, String remote, int remotePort) {
        return Ends.of(
                new Endpoint(InetAddress.ofLiteral(local), localPort),
                new Endpoint(InetAddress.ofLiteral(remote), remotePort));
    }

    RecordBuilder task(int task, int flags) {
        page.put(at("common_flags"), (byte) flags);
        return number("common_pid", task);
    }

    RecordBuilder number(String field, int value) {
        if (field(field).size() == Short.BYTES) {
            page.putShort(at(field), (short) value);
        } else {
            page.putInt(at(field), value);
        }
        return this;
    }

    RecordBuilder text(String field, String value) {
        page.put(at(field), value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// `struct sockaddr_in` or `sockaddr_in6`.
    RecordBuilder sockaddr(String field, String host, int port) {
        InetAddress address = InetAddress.ofLiteral(host);
        boolean four = address instanceof Inet4Address;
        page.putShort(at(field), (short) (four ? 2 : 10));
        page.put(at(field) + 2, (byte) (port >> 8)).put(at(field) + 3, (byte) port);
        page.put(at(field) + (four ? 4 : 8), address.getAddress());
        return this;
    }

    /// Ports, and each address in the fields of both families.
    RecordBuilder between(String local, int localPort, String remote, int remotePort) {
        number("sport", localPort).number("dport", remotePort);
        return address("saddr", local).address("daddr", remote);
    }

    private RecordBuilder address(String field, String host) {
        InetAddress address = InetAddress.ofLiteral(host);
        if (address instanceof Inet4Address) {
            page.put(at(field), address.getAddress());
            page.put(at(field + "_v6") + 10, (byte) 0xff).put(at(field + "_v6") + 11, (byte) 0xff);
            page.put(at(field + "_v6") + 12, address.getAddress());
        } else {
            page.put(at(field + "_v6"), address.getAddress());
        }
        return this;
    }

    private Field field(String name) {
        return format.find(name).orElseThrow();
    }

    private int at(String name) {
        return field(name).offset();
    }

    ByteBuffer page() {
        return page;
    }

    byte[] build() {
        int length = format.fields().values().stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
        byte[] bytes = new byte[length];
        page.get(0, bytes);
        return bytes;
    }
}
