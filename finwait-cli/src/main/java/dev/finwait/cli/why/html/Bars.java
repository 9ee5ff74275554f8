package dev.finwait.cli.why.html;

/// Bars that stretch to the width they are given. They are ornaments: the numbers stand beside them as text.
final class Bars {
    private Bars() {}

    /// A picture of so many units, drawn as wide as there is room.
    static Element strip(double width, double height) {
        return Element.styled("svg", "strip")
                .with("viewBox", "0 0 " + (int) width + " " + (int) height)
                .with("preserveAspectRatio", "none")
                .with("aria-hidden", "true");
    }

    static Element block(String styleClass, double x, double y, double width, double height) {
        return Element.styled("rect", styleClass)
                .with("x", x)
                .with("y", y)
                .with("width", Math.max(0.1, width))
                .with("height", Math.max(0.1, height));
    }
}
