package dev.finwait.cli.explain;

import dev.finwait.cause.Cause;
import dev.finwait.cause.Family;
import dev.finwait.error.ErrorCode;
import dev.finwait.error.LikelyCauses;
import dev.finwait.error.SocketError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Renders answers as JSON Lines.
final class JsonAnswers implements Answer.Reader {
    private final PrintWriter out;
    private final JsonFactory json = new JsonFactory();

    JsonAnswers(PrintWriter out) {
        this.out = out;
    }

    void print(List<Answer> answers) {
        for (Answer answer : answers) {
            answer.showTo(this);
        }
    }

    @Override
    public void error(Answer.OfError answer) {
        line("error", generator -> error(generator, answer));
    }

    @Override
    public void cause(Cause cause) {
        line("cause", generator -> cause(generator, cause));
    }

    @Override
    public void family(Family family) {
        line("family", generator -> family(generator, family));
    }

    /// One object for each number, each cause and each family.
    void list() {
        for (ErrorCode code : ErrorCode.all()) {
            line("code", generator -> {
                code(generator, code);
                generator.writeStringProperty("error", code.error().id());
            });
        }
        for (Family family : Family.values()) {
            family(family);
        }
        for (Cause cause : Cause.values()) {
            cause(cause);
        }
    }

    private void line(String type, Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty("type", type);
            properties.accept(generator);
            generator.writeEndObject();
        }
        out.println(line);
    }

    private static void error(JsonGenerator generator, Answer.OfError answer) {
        SocketError error = answer.error();
        generator.writeStringProperty("asked", answer.asked());
        generator.writeStringProperty("id", error.id());
        generator.writeStringProperty("title", error.title());
        generator.writeStringProperty("operation", answer.operation().id());
        generator.writeName("applicationFrame");
        generator.writeString(answer.applicationFrame().orElse(null));
        generator.writeStringProperty("meaning", error.meaning());
        generator.writeStringProperty("whoDidIt", error.whoDidIt());
        generator.writeStringProperty("whatToDo", error.whatToDo());
        codes(generator, "codes", answer.codes());
        codes(generator, "otherReadings", answer.otherReadings());
        strings(generator, "java", error.javaTexts());
        strings(
                generator,
                "likelyCauses",
                LikelyCauses.of(error, answer.operation()).stream()
                        .map(Cause::id)
                        .toList());
    }

    private static void cause(JsonGenerator generator, Cause cause) {
        generator.writeStringProperty("id", cause.id());
        generator.writeStringProperty("family", cause.family().id());
        generator.writeStringProperty("title", cause.title());
        generator.writeStringProperty("explanation", cause.explanation());
        generator.writeStringProperty("sentBy", cause.sentBy());
        generator.writeStringProperty("wireEvidence", cause.wireEvidence());
        generator.writeStringProperty("kernelEvidence", cause.kernelEvidence());
        generator.writeStringProperty("resettingSideSees", cause.resettingSideSees());
        generator.writeStringProperty("receivingSideSees", cause.receivingSideSees());
        generator.writeStringProperty("lost", cause.lost());
        generator.writeStringProperty("cure", cause.cure());
    }

    private static void family(JsonGenerator generator, Family family) {
        generator.writeStringProperty("id", family.id());
        generator.writeStringProperty("title", family.title());
        generator.writeStringProperty("meaning", family.meaning());
        generator.writeStringProperty("cure", family.cure());
        strings(generator, "causes", Cause.of(family).stream().map(Cause::id).toList());
    }

    private static void codes(JsonGenerator generator, String name, List<ErrorCode> codes) {
        generator.writeArrayPropertyStart(name);
        for (ErrorCode code : codes) {
            generator.writeStartObject();
            code(generator, code);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private static void code(JsonGenerator generator, ErrorCode code) {
        generator.writeStringProperty("system", code.system().name().toLowerCase(Locale.ROOT));
        generator.writeNumberProperty("number", code.number());
        generator.writeStringProperty("name", code.name());
        generator.writeStringProperty("text", code.text());
    }

    private static void strings(JsonGenerator generator, String name, List<String> values) {
        generator.writeArrayPropertyStart(name);
        values.forEach(generator::writeString);
        generator.writeEndArray();
    }
}
