package dev.finwait.cli.why.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.cause.Family;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Colours can be read: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
final class StyleSheetTest {
    private static final double TEXT = 4.5;
    private static final double SHAPES = 2.8;

    /// The colours of light, dark and print, in this order.
    private static List<Map<String, Integer>> schemes() throws IOException {
        List<Map<String, Integer>> schemes = new ArrayList<>();
        Matcher block = Pattern.compile(":root \\{(.*?)}", Pattern.DOTALL).matcher(styleSheet());
        while (block.find()) {
            Map<String, Integer> colours = new HashMap<>();
            Matcher colour =
                    Pattern.compile("--([a-z-]+): #([0-9a-f]{6}|[0-9a-f]{3});").matcher(block.group(1));
            while (colour.find()) {
                String digits = colour.group(2);
                String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
                colours.put(colour.group(1), Integer.parseInt(six, 16));
            }
            schemes.add(colours);
        }
        return schemes;
    }

    private static String styleSheet() throws IOException {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * part(colour >> 16) + 0.7152 * part(colour >> 8) + 0.0722 * part(colour);
    }

    private static double part(int value) {
        double share = (value & 0xff) / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Test
    void everyColourOfTextStandsOutFromThePaper() throws IOException {
        List<Map<String, Integer>> schemes = schemes();
        assertThat(schemes).hasSize(3);
        for (Map<String, Integer> scheme : schemes) {
            List<String> names = new ArrayList<>(List.of("ink", "soft"));
            for (Family family : Family.values()) {
                names.add(family.id());
            }
            for (String name : names) {
                assertThat(contrast(scheme.get(name), scheme.get("paper")))
                        .as(name)
                        .isGreaterThan(TEXT);
            }
        }
    }

    @Test
    void theColoursOfHarmStandOutFromThePaper() throws IOException {
        for (Map<String, Integer> scheme : schemes()) {
            for (String name : List.of("lost", "possible", "none")) {
                assertThat(contrast(scheme.get(name), scheme.get("paper")))
                        .as(name)
                        .isGreaterThan(SHAPES);
            }
        }
    }
}
