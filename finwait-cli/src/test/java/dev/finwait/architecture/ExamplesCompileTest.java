package dev.finwait.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples in the Javadoc of the libraries and in the guides.
final class ExamplesCompileTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path output;

    static Stream<Example> examples() throws IOException {
        Stream<Path> guides = Stream.of("README.md", "docs/closing.md", "docs/clients.md", "docs/stopping.md")
                .map(ROOT::resolve);
        Stream<Path> sources = Stream.of("finwait-core", "finwait-micrometer")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(ExamplesCompileTest::javaFilesUnder);
        return Stream.concat(guides, sources).flatMap(file -> Example.in(file).stream());
    }

    private static Stream<Path> javaFilesUnder(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> sources =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            return sources.stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCompiles(Example example) {
        assertThat(new ExampleCompiler(output).complaints(example)).isEmpty();
    }

    @Test
    void anExampleWithAMistakeDoesNotCompile() {
        Example mistake = new Example(Path.of("none"), "CloseReport report = GracefulClose.close(socket, 5);\n");

        assertThat(new ExampleCompiler(output).complaints(mistake)).contains("no suitable method");
    }
}
