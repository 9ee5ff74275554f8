package dev.finwait.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verdicts beside intents.
final class AccuracyTest {
    @TempDir
    Path folder;

    private static String verdict(int port, String cause, String confidence, String alternatives) {
        return """
                {"type":"reset","client":"192.0.2.1:%d","server":"192.0.2.2:80","cause":"%s","confidence":"%s",\
                "alternatives":[%s],"bytesLost":null,"evidence":["a"],"process":{"pid":1,"name":"x"}}
                """.formatted(port, cause, confidence, alternatives);
    }

    private static String intent(int port, String name) {
        return "{\"case\": \"" + name + "\", \"client\": \"192.0.2.1:" + port + "\", \"server\": \"192.0.2.2:80\"}\n";
    }

    private Result compare(String verdicts, String intents) throws IOException {
        Accuracy accuracy = new Accuracy();
        accuracy.add(
                Files.writeString(folder.resolve("verdicts"), verdicts),
                Files.writeString(folder.resolve("intents"), intents));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean honest = accuracy.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Result(honest, out.toString(StandardCharsets.UTF_8));
    }

    private record Result(boolean honest, String text) {}

    @Test
    void aVerdictIsRightListedOrMissed() throws IOException {
        Result result = compare(
                verdict(1, "linger-zero", "likely", "\"close-with-unread\"")
                        + verdict(2, "close-with-unread", "likely", "\"linger-zero\",\"admin-kill\"")
                        + verdict(3, "state-lost", "possible", "")
                        + verdict(4, "state-lost", "possible", "")
                        + "{\"type\":\"summary\",\"packets\":1}\n",
                intent(1, "server-linger0") + intent(2, "client-linger0") + intent(3, "linger-zero"));
        assertThat(result.honest()).isTrue();
        assertThat(result.text())
                .contains("| linger-zero | 3 | 1 | 1 | 1 | 0 | 2 | 1 | close-with-unread 1, state-lost 1 |")
                .contains("33.3 % right", "certain and wrong: 0", "not staged to be reset: 1");
    }

    @Test
    void aWrongCertaintyIsReported() throws IOException {
        Result result = compare(verdict(1, "linger-zero", "certain", ""), intent(1, "admin-kill"));
        assertThat(result.honest()).isFalse();
        assertThat(result.text()).contains("certain and wrong: 1");
    }

    @Test
    void itDoesNotMatterWhichEndIsCalledTheClient() throws IOException {
        String turned = "{\"case\":\"port-closed\",\"client\":\"192.0.2.2:80\",\"server\":\"192.0.2.1:1\"}\n";
        assertThat(compare(verdict(1, "port-closed", "certain", ""), turned).text())
                .contains("100.0 % right");
    }
}
