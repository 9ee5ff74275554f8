package dev.finwait.close;

import java.net.SocketAddress;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/// A [CloseReport] for the flight recorder, with the stack trace of the thread that closed. A number that is not
/// known is -1, a time that is not known the recorder's "not available".
@Name("dev.finwait.Close")
@Label("Graceful Close")
@Category({"Finwait", "TCP"})
@Description("The graceful close of a TCP connection")
final class CloseEvent extends Event {
    private static final long NOT_AVAILABLE = Long.MIN_VALUE;

    @Label("Peer")
    @Nullable
    String peer;

    @Label("Outcome")
    @Nullable
    String outcome;

    @Label("Elapsed")
    @Timespan(Timespan.NANOSECONDS)
    long elapsed;

    @Label("Bytes Drained")
    @DataAmount
    long bytesDrained;

    @Label("Bytes Unread")
    @Description("What the close threw away; more than zero reset the connection; -1 is unknown")
    @DataAmount
    long bytesUnread;

    @Label("Bytes Unsent")
    @Description("What the peer had not acknowledged; -1 is unknown")
    @DataAmount
    long bytesUnsent;

    @Label("Delivery")
    @Nullable
    String delivery;

    @Label("Plain Close Would Have Reset")
    @Nullable
    String wouldHaveReset;

    @Label("Round-Trip Time")
    @Timespan(Timespan.NANOSECONDS)
    long rtt;

    @Label("Source of the Facts")
    @Nullable
    String source;

    @Label("Error")
    @Nullable
    String error;

    /// Records the report if a recording wants it. Until the recorder is in use its classes are left alone, which
    /// would cost the first close many milliseconds.
    static void record(CloseReport report, @Nullable SocketAddress peer) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        CloseEvent event = new CloseEvent();
        if (event.shouldCommit()) {
            event.fill(report, peer);
            event.commit();
        }
    }

    private void fill(CloseReport report, @Nullable SocketAddress address) {
        peer = address == null ? null : address.toString();
        outcome = report.outcome().name();
        elapsed = report.elapsed().toNanos();
        bytesDrained = report.bytesDrained();
        bytesUnread = report.bytesUnread().orElse(-1);
        bytesUnsent = report.bytesUnsent().orElse(-1);
        delivery = report.delivery().toString();
        wouldHaveReset = report.wouldHaveReset().name();
        rtt = report.rtt().map(java.time.Duration::toNanos).orElse(NOT_AVAILABLE);
        source = report.source().name();
        error = report.error() == null ? null : report.error().toString();
    }
}
