package dev.finwait.bench.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON object of a line, of which the strings and the lists of strings are kept.
///
/// @param strings its strings by name
/// @param lists its lists of strings by name
record Line(Map<String, String> strings, Map<String, List<String>> lists) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Reads a file of JSON Lines.
    static List<Line> all(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.add(of(text));
            }
        }
        return lines;
    }

    private static Line of(String text) {
        Line line = new Line(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    line.strings.put(name, parser.getString());
                } else if (value == JsonToken.START_ARRAY) {
                    line.lists.put(name, strings(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return line;
    }

    private static List<String> strings(JsonParser parser) {
        List<String> strings = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            strings.add(parser.getString());
        }
        return strings;
    }

    String get(String name) {
        return strings.getOrDefault(name, "");
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /// The two ends of the connection, whoever dialled.
    String ends() {
        String client = get("client");
        String server = get("server");
        return client.compareTo(server) < 0 ? client + " " + server : server + " " + client;
    }
}
