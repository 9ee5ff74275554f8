package dev.finwait.bench.early;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A program that uploads with a client library as people use it. It takes ADDRESS PORT PATH MEGABYTES RUNS
/// ANSWER_BYTES and prints the name of an [Ending.Kind] for each run.
///
/// @param name what tables call it
/// @param command how it is started, without those arguments
record RealClient(String name, List<String> command) {
    private static final long LONGEST_SECONDS = 120;

    /// Reads `NAME=COMMAND`, whose words are separated by spaces.
    static final class Converter implements ITypeConverter<RealClient> {
        @Override
        public RealClient convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("'" + text + "' is no client; write NAME=COMMAND");
            }
            List<String> command =
                    Arrays.asList(text.substring(equals + 1).trim().split(" +"));
            return new RealClient(text.substring(0, equals), command);
        }
    }

    /// Runs it against a server. A program that does not end in time is ended, and counts with what it printed.
    Tally upload(Server server, Answer answer, int megabytes, int runs) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(
                server.address().getAddress().getHostAddress(),
                Integer.toString(server.address().getPort()),
                answer.path(),
                Integer.toString(megabytes),
                Integer.toString(runs),
                Integer.toString(answer.bytes())));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Thread ender = Thread.ofVirtual().start(() -> endLate(process));
            List<Ending> endings = endings(process);
            ender.interrupt();
            return Tally.of(endings);
        } finally {
            process.destroy();
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException ignore) {
            // It ended by itself.
        }
    }

    private static List<Ending> endings(Process process) throws IOException {
        return process.inputReader().lines().map(RealClient::ending).toList();
    }

    /// What such a client makes of a failed write is in its answer already.
    private static Ending ending(String word) {
        return new Ending(Ending.Kind.valueOf(word), false);
    }
}
