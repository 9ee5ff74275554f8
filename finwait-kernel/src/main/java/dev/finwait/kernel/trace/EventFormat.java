package dev.finwait.kernel.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an event of the kernel is laid out, as its `format` file says. Immutable.
///
/// Numbers of fields and of enumerations move between kernels, so that all is found by name here.
///
/// @param name the event's name
/// @param id what its records begin with
/// @param fields its fields by name, those common to all events included
/// @param symbols for each field that is printed by `__print_symbolic`, the names of its values
public record EventFormat(String name, int id, Map<String, Field> fields, Map<String, Map<Integer, String>> symbols) {
    private static final Pattern HEAD = Pattern.compile("^(name|ID):\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile(
            "^\\s*field:\\s*([^;]*?)\\s*([A-Za-z_]\\w*)\\s*(\\[[^;]*])?;\\s*offset:(\\d+);\\s*size:(\\d+);",
            Pattern.MULTILINE);
    private static final Pattern SYMBOLS =
            Pattern.compile("__print_symbolic\\(\\s*REC->(\\w+)\\s*,((?:\\s*\\{[^}]*}\\s*,?)+)\\)");
    private static final Pattern SYMBOL = Pattern.compile("\\{\\s*(-?(?:0x)?\\w+)\\s*,\\s*\"([^\"]*)\"\\s*}");

    /// One field.
    ///
    /// @param offset where it begins in the record
    /// @param size its length in bytes
    public record Field(int offset, int size) {}

    /// Copies the maps.
    public EventFormat {
        fields = Map.copyOf(fields);
        symbols = Map.copyOf(symbols);
    }

    /// Reads a `format` file.
    ///
    /// @param text the file
    /// @return the format
    /// @throws TraceFormatException if it has no name, no id or no fields
    public static EventFormat parse(String text) throws TraceFormatException {
        Map<String, String> head = new HashMap<>();
        HEAD.matcher(text).results().forEach(found -> head.putIfAbsent(found.group(1), found.group(2)));
        Map<String, Field> fields = fields(text);
        String name = head.get("name");
        String id = head.get("ID");
        if (name == null || id == null || !id.matches("\\d{1,9}") || fields.isEmpty()) {
            throw new TraceFormatException("the format of an event has no name, no number or no fields");
        }
        return new EventFormat(name, Integer.parseInt(id), fields, symbols(text));
    }

    /// Reads the fields of a format, also of `events/header_page`.
    static Map<String, Field> fields(String text) {
        Map<String, Field> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            fields.putIfAbsent(
                    field.group(2), new Field(Integer.parseInt(field.group(4)), Integer.parseInt(field.group(5))));
        }
        return fields;
    }

    /// A key that is itself a name, such as `TCP_CLOSE`, has its number in the kernel only, and is
    /// left out.
    private static Map<String, Map<Integer, String>> symbols(String text) {
        Map<String, Map<Integer, String>> tables = new HashMap<>();
        Matcher table = SYMBOLS.matcher(text);
        while (table.find()) {
            Map<Integer, String> names = new HashMap<>();
            Matcher symbol = SYMBOL.matcher(table.group(2));
            while (symbol.find()) {
                number(symbol.group(1)).ifPresent(key -> names.putIfAbsent(key, symbol.group(2)));
            }
            tables.putIfAbsent(table.group(1), Map.copyOf(names));
        }
        return tables;
    }

    private static Optional<Integer> number(String key) {
        try {
            return Optional.of(Integer.decode(key));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Finds a field.
    ///
    /// @param field its name
    /// @return the field, empty when this kernel's event has none such
    public Optional<Field> find(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /// The names of a field's values.
    ///
    /// @param field the field's name
    /// @return names by number, empty when the format tells none
    public Map<Integer, String> symbolsOf(String field) {
        return symbols.getOrDefault(field, Map.of());
    }
}
