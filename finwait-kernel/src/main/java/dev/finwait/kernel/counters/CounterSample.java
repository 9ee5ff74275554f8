package dev.finwait.kernel.counters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// The counters at one moment. -1 where the kernel has no such counter.
///
/// @param begin when reading them began
/// @param end when it had ended
/// @param values their values, in the order of [#NAMES]
record CounterSample(long begin, long end, long[] values) {
    static final List<String> NAMES = List.of(
            "OutRsts",
            "TCPAbortOnData",
            "TCPAbortOnClose",
            "TCPAbortOnLinger",
            "TCPAbortOnTimeout",
            "TCPAbortOnMemory");

    /// Reads the counters of this process's network namespace.
    ///
    /// @param net `/proc/net`
    /// @param clock nanoseconds since 1970
    static CounterSample read(Path net, LongSupplier clock) throws IOException {
        long begin = clock.getAsLong();
        long[] values = new long[NAMES.size()];
        Arrays.fill(values, -1);
        take(values, "Tcp:", Files.readAllBytes(net.resolve("snmp")));
        take(values, "TcpExt:", Files.readAllBytes(net.resolve("netstat")));
        return new CounterSample(begin, clock.getAsLong(), values);
    }

    /// A group has two lines, one of names and one of values.
    private static void take(long[] values, String group, byte[] file) {
        String text = new String(file, StandardCharsets.US_ASCII);
        int names = text.startsWith(group) ? 0 : text.indexOf("\n" + group) + 1;
        int numbers = text.indexOf("\n" + group, names) + 1;
        if (numbers == 0 || (names == 0 && !text.startsWith(group))) {
            return;
        }
        String[] keys = line(text, names).split(" ");
        String[] counts = line(text, numbers).split(" ");
        for (int i = 0; i < Math.min(keys.length, counts.length); i++) {
            int index = NAMES.indexOf(keys[i]);
            if (index >= 0) {
                values[index] = Long.parseLong(counts[i]);
            }
        }
    }

    private static String line(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    /// How far a counter has moved.
    ///
    /// @param index its place in [#NAMES]
    /// @param earlier the sample before
    /// @return the difference; -1 when it is not known
    long since(int index, CounterSample earlier) {
        return values[index] < 0 || earlier.values[index] < 0 ? -1 : values[index] - earlier.values[index];
    }
}
