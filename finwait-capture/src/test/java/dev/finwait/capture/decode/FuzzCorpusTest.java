package dev.finwait.capture.decode;

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
    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Timeout(60)
    void anyBytesAreReadToTheirEnd(Path bytes) throws IOException {
        CaptureFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(bytes));
    }
}
