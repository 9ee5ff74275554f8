package dev.finwait.cli;

/// Makes text of others harmless: neither a terminal nor a reader's eye may be driven by it.
public final class Printable {
    private static final char INSTEAD = '?';

    private Printable() {}

    /// Replaces characters that would not be seen as what they are: control characters, and the marks that turn the
    /// direction of writing.
    ///
    /// @param text the text
    /// @return the text, or a copy with these replaced by question marks
    public static String of(String text) {
        int i = 0;
        while (i < text.length() && isShown(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        for (; i < shown.length(); i++) {
            if (!isShown(shown.charAt(i))) {
                shown.setCharAt(i, INSTEAD);
            }
        }
        return shown.toString();
    }

    private static boolean isShown(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
