package dev.finwait.bench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ResetStormTest {
    @ParameterizedTest
    @ValueSource(strings = {"refused", "aborted"})
    void everyConnectionOfAStormIsCounted(String kind) throws IOException {
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ResetStorm.main(new String[] {kind, "100", "1"});
        } finally {
            System.setOut(out);
        }
        assertThat(Long.parseLong(said.toString(StandardCharsets.UTF_8).strip()))
                .isBetween(1L, 110L);
    }
}
