package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.RecordSink;
import dev.finwait.kernel.trace.RingPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// Connections as the events of Linux 6.18 tell them, on pages of a ring buffer: what a kernel
/// would give to read, without a kernel. The order and the contexts of the events are those that
/// were recorded on loopback.
final class EncodedTraffic {
    private static final int ESTABLISHED = 1;
    private static final int SYN_SENT = 2;
    private static final int SYN_RECV = 3;
    private static final int FIN_WAIT1 = 4;
    private static final int FIN_WAIT2 = 5;
    private static final int CLOSE = 7;
    private static final int CLOSE_WAIT = 8;
    private static final int LAST_ACK = 9;
    private static final int SYSTEM_CALL = 0;
    private static final int SOFT_INTERRUPT = 0x10;
    private static final int TCP_ABORT_ON_CLOSE = 11;
    private static final int ECONNRESET = 104;
    private static final int DELTA = 1000;
    private static final RingPage LAYOUT = new RingPage(4096, 8, 8, 16);

    private final ByteBuffer page = ByteBuffer.allocateDirect(LAYOUT.size()).order(ByteOrder.nativeOrder());
    private final RecordSink sink;
    private final int task;
    private final EncodedEvent connected;
    private final EncodedEvent accepted;
    private final EncodedEvent aborts;
    private final EncodedEvent sent;
    private final EncodedEvent received;
    private final EncodedEvent aborted;
    private final EncodedEvent failed;
    private final EncodedEvent closes;
    private final EncodedEvent finArrives;
    private final EncodedEvent finAcknowledged;
    private final EncodedEvent closesToo;
    private final EncodedEvent bothClosed;
    private final EncodedEvent gone;
    private long events;

    /// Makes no event yet.
    ///
    /// @param task the task that owns all sockets
    /// @param sink takes the records
    EncodedTraffic(int task, RecordSink sink) throws IOException {
        this.task = task;
        this.sink = sink;
        connected = state(SOFT_INTERRUPT, SYN_SENT, ESTABLISHED);
        accepted = state(SOFT_INTERRUPT, SYN_RECV, ESTABLISHED);
        aborts = state(SYSTEM_CALL, ESTABLISHED, CLOSE);
        sent = EncodedEvent.of(
                "tcp_send_reset", task, SYSTEM_CALL, Map.of("state", CLOSE, "reason", TCP_ABORT_ON_CLOSE));
        received = EncodedEvent.of("tcp_receive_reset", task, SOFT_INTERRUPT, Map.of());
        aborted = state(SOFT_INTERRUPT, ESTABLISHED, CLOSE);
        failed = EncodedEvent.of("inet_sk_error_report", task, SOFT_INTERRUPT, Map.of("error", ECONNRESET));
        closes = state(SYSTEM_CALL, ESTABLISHED, FIN_WAIT1);
        finArrives = state(SOFT_INTERRUPT, ESTABLISHED, CLOSE_WAIT);
        finAcknowledged = state(SOFT_INTERRUPT, FIN_WAIT1, FIN_WAIT2);
        closesToo = state(SYSTEM_CALL, CLOSE_WAIT, LAST_ACK);
        bothClosed = state(SOFT_INTERRUPT, FIN_WAIT2, CLOSE);
        gone = state(SOFT_INTERRUPT, LAST_ACK, CLOSE);
    }

    private EncodedEvent state(int flags, int from, int to) throws IOException {
        return EncodedEvent.of("inet_sock_set_state", task, flags, Map.of("oldstate", from, "newstate", to));
    }

    /// A connection whose server closes with unread data.
    void reset(long nanos, int client, int clientPort, int server, int serverPort) {
        page.clear().putLong(nanos).putLong(0);
        put(connected.between(client, clientPort, server, serverPort));
        put(accepted.between(server, serverPort, client, clientPort));
        put(aborts.between(server, serverPort, client, clientPort));
        put(received.between(client, clientPort, server, serverPort));
        put(aborted.between(client, clientPort, server, serverPort));
        put(failed.between(client, clientPort, server, serverPort));
        put(failed.between(server, serverPort, client, clientPort));
        put(sent.between(server, serverPort, client, clientPort));
        deliver();
    }

    /// A connection that the client closes first.
    void orderly(long nanos, int client, int clientPort, int server, int serverPort) {
        page.clear().putLong(nanos).putLong(0);
        put(connected.between(client, clientPort, server, serverPort));
        put(accepted.between(server, serverPort, client, clientPort));
        put(closes.between(client, clientPort, server, serverPort));
        put(finArrives.between(server, serverPort, client, clientPort));
        put(finAcknowledged.between(client, clientPort, server, serverPort));
        put(closesToo.between(server, serverPort, client, clientPort));
        put(bothClosed.between(client, clientPort, server, serverPort));
        put(gone.between(server, serverPort, client, clientPort));
        deliver();
    }

    /// A connection that stays open.
    void opened(long nanos, int client, int clientPort, int server, int serverPort) {
        page.clear().putLong(nanos).putLong(0);
        put(connected.between(client, clientPort, server, serverPort));
        put(accepted.between(server, serverPort, client, clientPort));
        deliver();
    }

    private void put(byte[] record) {
        int words = (record.length + 3) / 4;
        boolean little = page.order() == ByteOrder.LITTLE_ENDIAN;
        page.putInt(little ? words | DELTA << 5 : words << 27 | DELTA);
        page.put(record).position(page.position() + words * 4 - record.length);
        events++;
    }

    private void deliver() {
        page.putLong(8, page.position() - 16L);
        LAYOUT.read(page.position(0), sink);
    }

    long events() {
        return events;
    }
}
