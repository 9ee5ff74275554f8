package dev.finwait.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of Java in a document or in the Javadoc of a source.
///
/// @param file where it stands
/// @param code its text
record Example(Path file, String code) {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("^\\s*/// ?", Pattern.MULTILINE);

    static List<Example> in(Path file) {
        try {
            String text = Files.readString(file);
            Matcher block = BLOCK.matcher(COMMENT.matcher(text).replaceAll(""));
            List<Example> examples = new ArrayList<>();
            while (block.find()) {
                examples.add(new Example(file, block.group(1)));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + code.lines().findFirst().orElse("");
    }
}
