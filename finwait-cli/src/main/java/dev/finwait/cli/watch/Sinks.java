package dev.finwait.cli.watch;

import dev.finwait.cli.Terminal;
import dev.finwait.cli.verdict.VerdictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All that gets the verdicts of one run.
///
/// @param all what is shown comes last, so that a reader who went away keeps nothing from being
///     recorded
record Sinks(List<WatchSink> all) implements AutoCloseable {
    /// Opens what the user and the environment ask for.
    static Sinks open(WatchRequest request, PrintWriter out, PrintWriter err, Terminal terminal) throws IOException {
        Consumer<String> notes = note -> err.println("finwait: " + note);
        List<WatchSink> sinks = new ArrayList<>();
        if (request.record() != null) {
            sinks.add(RecordSink.create(request.record()));
        }
        if (request.prometheus() != null) {
            sinks.add(ExportSink.prometheus(request.prometheus(), notes));
        }
        ExportSink.openTelemetry(System.getenv(), notes).ifPresent(sinks::add);
        sinks.add(shown(request.view(), out, terminal));
        return new Sinks(List.copyOf(sinks));
    }

    private static WatchSink shown(WatchRequest.View view, PrintWriter out, Terminal terminal) {
        ZoneId zone = ZoneId.systemDefault();
        return switch (view) {
            case JSON -> new JsonSink(new VerdictJson(out));
            case TOP -> new TopSink(out, terminal, zone);
            case LINES -> new LineSink(out, terminal, new IncidentLine(terminal, zone));
        };
    }

    @Override
    public void close() throws IOException {
        for (WatchSink sink : all) {
            sink.close();
        }
    }
}
