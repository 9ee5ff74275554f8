package dev.finwait.kernel.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An object of JSON in memory: texts, numbers, truth values, objects and lists of objects.
///
/// @param values the values by name; those that are null are absent
record JsonObject(Map<String, Object> values) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Reads a line.
    ///
    /// @throws IllegalArgumentException if it is no object
    static JsonObject parse(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return object(parser);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a JSON object", e);
        }
    }

    private static JsonObject object(JsonParser parser) {
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                values.put(name, value);
            }
        }
        return new JsonObject(values);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<JsonObject> list(JsonParser parser) {
        List<JsonObject> objects = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY) {
            if (value(parser, token) instanceof JsonObject object) {
                objects.add(object);
            }
            token = parser.nextToken();
        }
        return objects;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException("the field \"" + name + "\" is missing");
        }
        return text;
    }

    long number(String name, long absent) {
        return values.get(name) instanceof Number number ? number.longValue() : absent;
    }

    boolean truth(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    @Nullable
    JsonObject object(String name) {
        return values.get(name) instanceof JsonObject object ? object : null;
    }

    List<JsonObject> list(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream().map(JsonObject.class::cast).toList();
    }
}
