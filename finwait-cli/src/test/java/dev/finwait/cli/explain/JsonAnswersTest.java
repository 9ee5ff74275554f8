package dev.finwait.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

final class JsonAnswersTest {
    @Test
    void anErrorIsOneObject() {
        Map<String, Object> error = only(Run.of("104", "--json"));
        assertThat(error)
                .containsEntry("type", "error")
                .containsEntry("asked", "104 ECONNRESET")
                .containsEntry("id", "reset-by-peer")
                .containsEntry("operation", "unknown")
                .containsEntry("applicationFrame", null)
                .containsKeys("title", "meaning", "whoDidIt", "whatToDo", "java");
        assertThat(list(error, "codes"))
                .contains(Map.of(
                        "system", "linux", "number", 104, "name", "ECONNRESET", "text", "Connection reset by peer"));
        assertThat(list(error, "otherReadings")).hasSize(1);
        assertThat(list(error, "likelyCauses")).startsWith("close-with-unread");
    }

    @Test
    void aStackTraceCarriesOperationAndFrame() {
        String trace = """
                java.net.SocketException: Connection reset
                \tat java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)
                \tat com.example.A.b(A.java:1)
                """;
        assertThat(only(Run.withInput(trace, "--json")))
                .containsEntry("operation", "read")
                .containsEntry("applicationFrame", "com.example.A.b(A.java:1)");
    }

    @Test
    void aNumberWithTwoMeaningsIsTwoObjects() {
        assertThat(objects(Run.of("64", "--json")))
                .extracting(object -> object.get("id"))
                .containsExactly("unreachable", "reset-by-peer");
    }

    @Test
    void aCauseIsOneObject() {
        Cause cause = Cause.KEEPALIVE_RACE;
        assertThat(only(Run.of("--json", cause.id())))
                .containsEntry("type", "cause")
                .containsEntry("id", cause.id())
                .containsEntry("family", "late")
                .containsEntry("explanation", cause.explanation())
                .containsEntry("cure", cause.cure());
    }

    @Test
    void aFamilyIsOneObject() {
        Map<String, Object> family = only(Run.of("--json", "limits"));
        assertThat(family).containsEntry("type", "family").containsEntry("id", "limits");
        assertThat(list(family, "causes")).contains("keepalive-timeout");
    }

    @Test
    void theListHasAnObjectForEachNumberFamilyAndCause() {
        assertThat(objects(Run.of("--list", "--json")))
                .hasSize(ErrorCode.all().size() + Family.values().length + Cause.values().length)
                .allSatisfy(object -> assertThat(object).containsKey("type"));
    }

    @Test
    void aFailureLeavesStandardOutputEmpty() {
        Run run = Run.of("--json", "econreset");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private static Map<String, Object> only(Run run) {
        List<Map<String, Object>> objects = objects(run);
        assertThat(objects).hasSize(1);
        return objects.getFirst();
    }

    private static List<Map<String, Object>> objects(Run run) {
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out().lines().map(JsonAnswersTest::parse).toList();
    }

    private static List<Object> list(Map<String, Object> object, String name) {
        return new ArrayList<>((List<?>) object.get(name));
    }

    private static Map<String, Object> parse(String line) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            Map<String, Object> object = object(parser);
            assertThat(parser.nextToken()).isNull();
            return object;
        }
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getIntValue();
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> values = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            values.add(value(parser, token));
            token = parser.nextToken();
        }
        return values;
    }
}
