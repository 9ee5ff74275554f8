package dev.finwait.cli.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class VerdictJsonTest {
    private static String line(Consumer<VerdictJson> use) {
        StringWriter text = new StringWriter();
        VerdictJson json = new VerdictJson(new PrintWriter(text));
        use.accept(json);
        json.flush();
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static List<String> fields(String line) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void aResetHasTheFieldsOfTheContractInTheirOrder() {
        String line = line(json -> json.reset(Verdicts.earlyResponse(51_000, 300, 20_000)));
        assertThat(fields(line))
                .containsExactly(
                        "type",
                        "time",
                        "client",
                        "server",
                        "resetBy",
                        "family",
                        "cause",
                        "confidence",
                        "alternatives",
                        "harm",
                        "bytesLost",
                        "evidence",
                        "echoes",
                        "packet",
                        "process",
                        "kernelReason");
        assertThat(line)
                .startsWith("{\"type\":\"reset\",\"time\":\"2026-11-28T13:05:00.017000000Z\","
                        + "\"client\":\"10.0.4.33:51000\",\"server\":\"10.0.8.21:443\",\"resetBy\":\"server\","
                        + "\"family\":\"abort\",\"cause\":\"early-response\",\"confidence\":\"likely\","
                        + "\"alternatives\":[\"linger-zero\",\"process-died\"],\"harm\":\"lost\",\"bytesLost\":120400,"
                        + "\"evidence\":[\"packet 20034: RST and ACK")
                .endsWith("],\"echoes\":3,\"packet\":20034,\"process\":null,\"kernelReason\":null}");
    }

    @Test
    void unknownBytesAreNullAndIpv6HasBrackets() {
        assertThat(line(json -> json.reset(Verdicts.injected(55_000, 1, 7, "GRE", "quoted \"words\"\n"))))
                .contains("\"client\":\"[2001:db8::4]:55000\"", "\"bytesLost\":null", "quoted \\\"words\\\"\\n");
    }

    @Test
    void everythingIsAsciiSoThatNothingDrivesATerminal() {
        assertThat(line(json -> json.reset(Verdicts.injected(1, 1, 7, "GRE", "a\u009b2J\u202eb\u001b"))))
                .matches("[ -~]+")
                .contains("a\\u009B2J\\u202Eb\\u001B");
    }

    @Test
    void theSummaryHasTheFieldsOfTheContractAndTwoMore() {
        Totals totals = new Totals(10, 1000, 3, 2, Map.of(Cause.PORT_CLOSED, 2L), 1.5, Map.of("truncated", 1L), 4, 5);
        assertThat(line(json -> json.summary(totals)))
                .isEqualTo("{\"type\":\"summary\",\"packets\":10,\"bytes\":1000,\"connections\":3,\"resets\":2,"
                        + "\"byCause\":{\"port-closed\":2},\"seconds\":1.5,\"skipped\":{\"truncated\":1},"
                        + "\"blindAttempts\":4,\"evicted\":5}");
    }
}
