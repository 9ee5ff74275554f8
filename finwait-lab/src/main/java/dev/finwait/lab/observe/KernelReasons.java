package dev.finwait.lab.observe;

import dev.finwait.kernel.event.EventDecoder;
import dev.finwait.kernel.event.KernelEvent;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The kernel's reasons for the resets that it sends: its `tcp:tcp_send_reset` events.
///
/// For one thread.
public final class KernelReasons implements AutoCloseable {
    private final KernelEvents kernel;
    private final long epochMinusNanoTime;
    private final List<ResetEvent> events = new ArrayList<>();

    private KernelReasons(KernelEvents kernel) {
        this.kernel = kernel;
        Instant now = Instant.now();
        this.epochMinusNanoTime = now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    /// Starts to listen.
    ///
    /// @return the ears
    /// @throws IOException if the rights are missing, or this kernel has no such event; the message says which
    public static KernelReasons open() throws IOException {
        KernelEvents kernel = KernelEvents.open(List.of(EventDecoder.SEND_RESET));
        if (!kernel.notes().isEmpty()) {
            kernel.close();
            throw new IOException(kernel.notes().getFirst());
        }
        return new KernelReasons(kernel);
    }

    /// Everything heard so far.
    ///
    /// @return the events in the order of time
    /// @throws UncheckedIOException if they can no longer be read
    public List<ResetEvent> events() {
        try {
            boolean more = true;
            while (more) {
                more = kernel.poll(this::take);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(events);
    }

    private void take(KernelEvent event) {
        if (event instanceof ResetSent reset && reset.reason() != null) {
            events.add(new ResetEvent(
                    reset.ends().local().toString(),
                    reset.ends().remote().toString(),
                    reset.reason(),
                    reset.nanos() - epochMinusNanoTime));
        }
    }

    @Override
    public void close() {
        kernel.close();
    }

    /// One `tcp_send_reset` event.
    ///
    /// @param source who sent the reset, `ip:port`
    /// @param destination to whom
    /// @param reason the kernel's reason
    /// @param atNanos when, on the clock of [System#nanoTime()]
    public record ResetEvent(String source, String destination, String reason, long atNanos) {
        /// Tells whether the event belongs to a connection.
        ///
        /// @param one one end
        /// @param other the other end
        /// @return true if the reset went from one to the other, either way
        public boolean between(InetSocketAddress one, InetSocketAddress other) {
            String first = text(one);
            String second = text(other);
            return (source.equals(first) && destination.equals(second))
                    || (source.equals(second) && destination.equals(first));
        }

        /// Tells who sent the reset.
        ///
        /// @param end one end
        /// @return true if it was this one
        public boolean from(InetSocketAddress end) {
            return source.equals(text(end));
        }

        private static String text(InetSocketAddress address) {
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }
    }
}
