package dev.finwait.cli.why.html;

/// What an element may hold.
sealed interface Content permits Element, Content.Text, Content.Sheet {
    /// Text, which is escaped.
    record Text(String text) implements Content {}

    /// A style sheet of our own, which is not.
    record Sheet(String css) implements Content {}
}
