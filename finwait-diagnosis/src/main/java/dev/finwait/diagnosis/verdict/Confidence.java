package dev.finwait.diagnosis.verdict;

/// How sure a verdict is.
public enum Confidence {
    /// The evidence admits no other cause.
    CERTAIN("certain"),

    /// The evidence speaks for this cause, and does not exclude the alternatives.
    LIKELY("likely"),

    /// Nothing better fits; the alternatives are about as good.
    POSSIBLE("possible");

    private final String id;

    Confidence(String id) {
        this.id = id;
    }

    /// The word for it in outputs.
    ///
    /// @return `certain`, `likely` or `possible`
    public String id() {
        return id;
    }
}
