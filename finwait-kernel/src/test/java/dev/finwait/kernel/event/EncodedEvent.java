package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.EventFormat.Field;
import dev.finwait.kernel.trace.Formats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/// The record of one event of Linux 6.18, whose ends can be filled in: made for many of them.
final class EncodedEvent {
    /// `::ffff:0:0`, as the kernel writes it before an IPv4 address.
    private static final long MAPPED = 0xffffL << 32;

    private final byte[] bytes;
    private final ByteBuffer record;
    private final int localPort;
    private final int remotePort;
    private final int localSix;
    private final int remoteSix;
    private final boolean sockaddr;

    private EncodedEvent(EventFormat format, byte[] bytes) {
        this.bytes = bytes;
        this.record = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        Field local = format.find("saddr").orElseThrow();
        Field remote = format.find("daddr").orElseThrow();
        this.sockaddr = local.size() >= 28;
        this.localPort = sockaddr ? local.offset() + 2 : offset(format, "sport");
        this.remotePort = sockaddr ? remote.offset() + 2 : offset(format, "dport");
        this.localSix = sockaddr ? local.offset() + 4 : offset(format, "saddr_v6");
        this.remoteSix = sockaddr ? remote.offset() + 4 : offset(format, "daddr_v6");
        if (sockaddr) {
            record.putShort(local.offset(), (short) 2).putShort(remote.offset(), (short) 2);
        }
    }

    private static int offset(EventFormat format, String field) {
        return format.find(field).map(Field::offset).orElseThrow();
    }

    /// Makes a record.
    ///
    /// @param event for example `tcp_send_reset`
    /// @param task what runs
    /// @param flags 0 in a system call, 0x10 in a soft interrupt
    /// @param numbers further fields
    static EncodedEvent of(String event, int task, int flags, Map<String, Integer> numbers) throws IOException {
        EventFormat format = Formats.of("linux-6.18", event);
        RecordBuilder builder = new RecordBuilder(format).task(task, flags);
        numbers.forEach(builder::number);
        Optional<Field> protocol = format.find("protocol");
        protocol.ifPresent(any -> builder.number("protocol", 6));
        return new EncodedEvent(format, builder.build());
    }

    /// The record between two ends with IPv4 addresses.
    byte[] between(int local, int localPortNumber, int remote, int remotePortNumber) {
        end(localSix, local, localPort, localPortNumber);
        end(remoteSix, remote, remotePort, remotePortNumber);
        return bytes;
    }

    private void end(int at, int address, int portAt, int port) {
        record.order(ByteOrder.BIG_ENDIAN);
        if (sockaddr) {
            record.putInt(at, address).putShort(portAt, (short) port);
        } else {
            record.putLong(at, 0).putLong(at + 8, MAPPED | Integer.toUnsignedLong(address));
            record.order(ByteOrder.nativeOrder()).putShort(portAt, (short) port);
        }
    }
}
