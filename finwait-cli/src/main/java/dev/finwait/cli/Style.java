package dev.finwait.cli;

/// Colours of the terminal, or none.
///
/// @param colour whether ANSI sequences may be used
public record Style(boolean colour) {
    /// What matters most.
    ///
    /// @param text the text
    /// @return the text, bold
    public String bold(String text) {
        return sequence("1", text);
    }

    /// What matters least.
    ///
    /// @param text the text
    /// @return the text, faint
    public String faint(String text) {
        return sequence("2", text);
    }

    /// What is good.
    ///
    /// @param text the text
    /// @return the text, green
    public String good(String text) {
        return sequence("32", text);
    }

    /// What is half good.
    ///
    /// @param text the text
    /// @return the text, yellow
    public String fair(String text) {
        return sequence("33", text);
    }

    /// What is bad.
    ///
    /// @param text the text
    /// @return the text, red
    public String bad(String text) {
        return sequence("31", text);
    }

    private String sequence(String code, String text) {
        return colour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
