package dev.finwait.cli.why.html;

import dev.finwait.cli.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// An element of HTML or SVG with its attributes and content. Whatever it is given is escaped when it is written, so
/// no text can become markup. Not thread-safe.
final class Element implements Content {
    private static final Set<String> VOID = Set.of("meta", "br", "hr");
    /// Elements that start on a line of their own, so that a person can read the source.
    private static final Set<String> BLOCK = Set.of(
            "html", "head", "body", "meta", "title", "style", "header", "main", "nav", "section", "article", "footer",
            "h1", "h2", "h3", "p", "dl", "dt", "dd", "ol", "ul", "li", "table", "thead", "tbody", "tr", "details",
            "summary", "figure", "svg", "g");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Content> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /// An empty element.
    static Element of(String name) {
        return new Element(name);
    }

    /// An element with text.
    static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    /// An element of a style class.
    static Element styled(String name, String styleClass) {
        return new Element(name).with("class", styleClass);
    }

    /// The style sheet: the one text that is written as it is.
    static Element styleSheet(String css) {
        Element style = new Element("style");
        style.content.add(new Content.Sheet(css));
        return style;
    }

    Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /// With a number to a tenth, as coordinates need it.
    Element with(String attribute, double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return with(attribute, text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }

    Element text(String text) {
        content.add(new Content.Text(Printable.of(text)));
        return this;
    }

    Element add(Element... children) {
        content.addAll(List.of(children));
        return this;
    }

    Element add(List<Element> children) {
        content.addAll(children);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    void writeTo(StringBuilder out) {
        if (BLOCK.contains(name) && !out.isEmpty()) {
            out.append('\n');
        }
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            escape(Printable.of(value), out);
            out.append('"');
        });
        out.append('>');
        for (Content part : content) {
            switch (part) {
                case Element child -> child.writeTo(out);
                case Content.Sheet sheet -> out.append(sheet.css());
                case Content.Text text -> escape(text.text(), out);
            }
        }
        if (!VOID.contains(name)) {
            out.append("</").append(name).append('>');
        }
    }

    private static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(character);
            }
        }
    }
}
