package dev.finwait.lab.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel's reasons for the resets that it sends: its `tcp:tcp_send_reset` events, in a tracefs
/// instance of our own.
///
/// For one thread.
public final class KernelReasons implements AutoCloseable {
    private static final Pattern TIME = Pattern.compile("\\s(\\d+)\\.(\\d{6}): tcp_send_reset: (.*)$");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S+)");
    private static final String BUFFER_KILOBYTES = "2048";

    private final TraceInstance instance;

    private KernelReasons(TraceInstance instance) {
        this.instance = instance;
    }

    /// Starts to listen.
    ///
    /// @return the ears
    /// @throws IOException if the rights are missing, or this kernel has no such event; the message says which
    public static KernelReasons open() throws IOException {
        TraceInstance instance = TraceInstance.create();
        try {
            Path event = instance.path().resolve("events/tcp/tcp_send_reset");
            Path format = event.resolve("format");
            if (!Files.exists(format)) {
                throw new IOException("this kernel has no tcp_send_reset event");
            }
            if (!Files.readString(format).contains(" reason;")) {
                throw new IOException("this kernel's tcp_send_reset event carries no reason (Linux 6.10 and newer do)");
            }
            instance.write("trace_clock", "mono");
            instance.write("buffer_size_kb", BUFFER_KILOBYTES);
            instance.write("events/tcp/tcp_send_reset/enable", "1");
            instance.write("tracing_on", "1");
            return new KernelReasons(instance);
        } catch (IOException e) {
            instance.close();
            throw e;
        }
    }

    /// Everything heard so far.
    ///
    /// @return the events in the order of time
    /// @throws UncheckedIOException if they can no longer be read
    public List<ResetEvent> events() {
        try (Stream<String> lines = Files.lines(instance.path().resolve("trace"))) {
            return lines.map(KernelReasons::parse).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads one line of the trace.
    ///
    /// @param line the line
    /// @return the event, empty if it is none of ours
    static Optional<ResetEvent> parse(String line) {
        Matcher event = TIME.matcher(line);
        if (!event.find()) {
            return Optional.empty();
        }
        String source = "";
        String destination = "";
        String reason = "";
        Matcher field = FIELD.matcher(event.group(3));
        while (field.find()) {
            switch (field.group(1)) {
                case "src" -> source = field.group(2);
                case "dest" -> destination = field.group(2);
                case "reason" -> reason = field.group(2);
                default -> {}
            }
        }
        if (source.isEmpty() || destination.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        long nanos = Long.parseLong(event.group(1)) * 1_000_000_000L + Long.parseLong(event.group(2)) * 1_000L;
        return Optional.of(new ResetEvent(plain(source), plain(destination), reason, nanos));
    }

    /// An IPv4 address of a dual-stack socket is printed `[::ffff:a.b.c.d]:port`.
    private static String plain(String address) {
        return address.startsWith("[::ffff:")
                ? address.substring("[::ffff:".length()).replace("]", "")
                : address;
    }

    @Override
    public void close() {
        instance.close();
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
