package dev.finwait.cli.why.html;

import dev.finwait.cli.report.SummaryWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The whole page.
///
/// Its Content-Security-Policy forbids everything but its own style sheet, which is named by its hash: even a fault of
/// ours could not make a browser run or load what a capture holds.
public final class Page {
    private Page() {}

    /// Makes the page.
    ///
    /// @param words the report
    /// @param most how many groups it shows at most
    /// @return the text of an HTML file, to be written in UTF-8
    public static String of(SummaryWords words, int most) {
        List<Section> sections = sections(words, most);
        Element html = Element.of("html").with("lang", "en").add(head(words), body(words, sections));
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private static List<Section> sections(SummaryWords words, int most) {
        List<Section> sections = new ArrayList<>();
        if (words.report().resets() > 0) {
            sections.add(new Section("causes", "Causes", CausesFigure.of(words.report())));
            sections.add(new Section("when", "When it happened", TimelineFigure.of(words)));
            sections.addAll(GroupsPart.of(words.report(), most));
            if (words.report().silences().total() > 0) {
                sections.add(new Section("silence", "How long it had been silent", SilenceFigure.of(words.report())));
            }
        }
        sections.add(new Section("unknown", "What this page cannot know", NotesPart.unknown(words)));
        sections.add(new Section("words", "Words used here", NotesPart.glossary()));
        return sections;
    }

    /// A part of the page with a heading.
    record Section(String id, String title, List<Element> content) {
        Element element() {
            return Element.of("section")
                    .with("aria-labelledby", id)
                    .add(Element.of("h2", title).with("id", id))
                    .add(content);
        }
    }

    private static Element head(SummaryWords words) {
        String css = resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + hash(css) + "'; base-uri 'none'; form-action 'none'";
        return Element.of("head")
                .add(
                        Element.of("meta").with("charset", "utf-8"),
                        Element.of("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", policy),
                        Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"),
                        Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                        Element.of("meta").with("name", "referrer").with("content", "no-referrer"),
                        Element.of("title", words.headline() + " · Finwait"),
                        Element.styleSheet(css));
    }

    private static Element body(SummaryWords words, List<Section> sections) {
        Element main = Element.of("main").with("id", "content").with("tabindex", "-1");
        sections.forEach(section -> main.add(section.element()));
        return Element.of("body")
                .add(
                        Element.styled("a", "skip").with("href", "#content").text("Skip to the findings"),
                        HeaderPart.of(words),
                        contents(sections),
                        main,
                        NotesPart.footer());
    }

    private static Element contents(List<Section> sections) {
        Element list = Element.of("ul");
        sections.forEach(section ->
                list.add(Element.of("li").add(Element.of("a", section.title()).with("href", "#" + section.id()))));
        return Element.of("nav").with("aria-label", "On this page").add(list);
    }

    private static String hash(String css) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
