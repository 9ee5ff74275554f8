package dev.finwait.capture;

import dev.finwait.capture.decode.CaptureFuzzTarget;
import dev.finwait.capture.flow.FlowsFuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs again what fuzzing found worth keeping, without a fuzzer.
final class FuzzCorpusTest {
    static List<Path> reader() throws IOException {
        return corpus("reader");
    }

    static List<Path> flows() throws IOException {
        return corpus("flows");
    }

    private static List<Path> corpus(String part) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz", part))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("reader")
    @Timeout(60)
    void anyBytesAreReadToTheirEnd(Path bytes) throws IOException {
        CaptureFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(bytes));
    }

    @ParameterizedTest
    @MethodSource("flows")
    @Timeout(60)
    void anySegmentsAreFollowedAndJudged(Path bytes) throws IOException {
        FlowsFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(bytes));
    }
}
