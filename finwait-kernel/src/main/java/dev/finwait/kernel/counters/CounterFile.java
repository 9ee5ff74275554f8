package dev.finwait.kernel.counters;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Counters of one group in a file like `/proc/net/snmp`: a line of names, then a line of values.
/// Kept open, since it is read many times a second.
///
/// For one thread.
final class CounterFile implements AutoCloseable {
    private static final int LARGEST = 32 * 1024;

    private final FileChannel file;
    private final byte[] group;
    private final List<String> names;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    /// For each column of the group the place of its counter among the names, -1 for those not
    /// asked for.
    private int[] columns = {};

    /// Opens a file.
    ///
    /// @param path the file
    /// @param group what its lines begin with, for example `TcpExt:`
    /// @param names the counters asked for
    CounterFile(Path path, String group, List<String> names) throws IOException {
        this.file = FileChannel.open(path);
        this.group = ("\n" + group + " ").getBytes(StandardCharsets.US_ASCII);
        this.names = List.copyOf(names);
    }

    /// Reads the counters.
    ///
    /// @return their values in the order of the names; -1 for one that the kernel does not have
    long[] read() throws IOException {
        buffer.clear().put((byte) '\n');
        int count = file.read(buffer, 0);
        while (count > 0 && buffer.hasRemaining()) {
            count = file.read(buffer, buffer.position() - 1L);
        }
        buffer.flip();
        long[] values = new long[names.size()];
        Arrays.fill(values, -1);
        int heads = find(0);
        int numbers = heads < 0 ? -1 : find(heads);
        if (numbers >= 0) {
            if (columns.length == 0) {
                columns = columns(heads);
            }
            take(numbers, values);
        }
        return values;
    }

    /// Where the text behind the group's name begins, in the first such line from a place on.
    private int find(int from) {
        byte[] bytes = buffer.array();
        for (int at = from; at + group.length <= buffer.limit(); at++) {
            if (bytes[at] == '\n' && Arrays.equals(bytes, at, at + group.length, group, 0, group.length)) {
                return at + group.length;
            }
        }
        return -1;
    }

    private int[] columns(int heads) {
        int end = heads;
        while (end < buffer.limit() && buffer.get(end) != '\n') {
            end++;
        }
        String line = new String(buffer.array(), heads, end - heads, StandardCharsets.US_ASCII);
        return Arrays.stream(line.split(" ", -1)).mapToInt(names::indexOf).toArray();
    }

    private void take(int numbers, long[] values) {
        int at = numbers;
        for (int column = 0; column < columns.length && at < buffer.limit(); column++) {
            boolean negative = buffer.get(at) == '-';
            at += negative ? 1 : 0;
            long value = 0;
            while (at < buffer.limit() && buffer.get(at) >= '0') {
                value = value * 10 + buffer.get(at) - '0';
                at++;
            }
            at++;
            if (columns[column] >= 0) {
                values[columns[column]] = negative ? -value : value;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
