package dev.finwait.cli.why.html;

/// Frames around what may be wider than the window.
final class Frames {
    private Frames() {}

    /// Lets wide content scroll by itself, with the keyboard as well.
    static Element scrolling(String label, Element wide) {
        return Element.styled("div", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", label)
                .add(wide);
    }
}
