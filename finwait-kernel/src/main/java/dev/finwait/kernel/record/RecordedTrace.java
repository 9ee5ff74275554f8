package dev.finwait.kernel.record;

import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.KernelFacts;
import dev.finwait.diagnosis.facts.Moment;
import dev.finwait.kernel.event.Ends;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A trace that was recorded earlier: by [TraceRecorder], or by a script that writes a line for
/// each `tcp_send_reset` event (`{"src":"ip:port","dst":"ip:port","epoch":seconds,"reason":"…"}`).
///
/// Immutable once it is read.
public final class RecordedTrace implements TraceLookup {
    /// Clocks of one host agree; the kernel sees a reset before the capture does, or after.
    private static final long NEAR_NANOS = 2_000_000_000L;
    /// A later reset of the same ends is an echo, or another connection's.
    private static final long ECHO_NANOS = 800_000_000L;

    private final Map<Ends, List<RecordedReset>> resets = new HashMap<>();
    private final List<RecordedReset> all = new ArrayList<>();

    private RecordedTrace() {}

    /// Reads a file. A last line that was cut off is left out.
    ///
    /// @param path the file
    /// @return what is in it
    /// @throws IOException if it cannot be read, or is no trace: one line that says where and why
    public static RecordedTrace read(Path path) throws IOException {
        RecordedTrace trace = new RecordedTrace();
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            String line = lines.readLine();
            for (int number = 1; line != null; number++) {
                String next = lines.readLine();
                trace.take(path, number, line, next == null);
                line = next;
            }
            trace.resets.values().forEach(trace.all::addAll);
            return trace;
        } catch (CharacterCodingException e) {
            throw new IOException(path + ": not a trace, it is not text", e);
        }
    }

    private void take(Path path, int number, String line, boolean last) throws IOException {
        if (line.isBlank()) {
            return;
        }
        try {
            JsonObject object = JsonObject.parse(line);
            if ("kernel".equals(object.text("type"))) {
                add(LineReader.read(object));
            } else if (MinimalLine.isOne(object)) {
                addMinimal(MinimalLine.read(object));
            } else if (!object.has("type")) {
                throw new IllegalArgumentException(
                        "neither a line of a recorded watch nor one with src, dst and epoch");
            }
        } catch (IllegalArgumentException e) {
            if (!last || number == 1) {
                throw new IOException(path + ": line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private void add(RecordedReset reset) {
        resets.computeIfAbsent(key(reset.client(), reset.server()), any -> new ArrayList<>(1))
                .add(reset);
    }

    private void addMinimal(RecordedReset reset) {
        List<RecordedReset> known =
                resets.computeIfAbsent(key(reset.client(), reset.server()), any -> new ArrayList<>(1));
        RecordedReset last = known.isEmpty() ? null : known.getLast();
        if (last != null && reset.at().nanosSince(last.at()) < ECHO_NANOS) {
            known.set(known.size() - 1, last.withOneMore());
        } else {
            known.add(reset);
        }
    }

    private static Ends key(Endpoint one, Endpoint other) {
        Ends ends = Ends.of(one, other);
        return ends.inOrder() ? ends : ends.swapped();
    }

    /// All reset connections of the trace.
    ///
    /// @return them, in no order
    public List<RecordedReset> resets() {
        return List.copyOf(all);
    }

    @Override
    public Optional<KernelFacts> find(Endpoint client, Endpoint server, Moment at) {
        RecordedReset nearest = null;
        long distance = NEAR_NANOS;
        for (RecordedReset reset : resets.getOrDefault(key(client, server), List.of())) {
            long apart = Math.abs(at.nanosSince(reset.at()));
            if (apart < distance) {
                distance = apart;
                nearest = reset;
            }
        }
        return Optional.ofNullable(nearest)
                .map(found -> found.client().equals(client) ? found : found.swapped())
                .map(RecordedReset::facts);
    }
}
