package dev.finwait.diagnosis.verdict;

/// Whether an application lost something.
public enum Harm {
    /// Both sides had everything, or nothing was to be had.
    NONE("none"),

    /// Bytes were not acknowledged, or it cannot be told.
    POSSIBLE("possible"),

    /// Bytes that one application wrote cannot have reached the other.
    LOST("lost");

    private final String id;

    Harm(String id) {
        this.id = id;
    }

    /// The word for it in outputs.
    ///
    /// @return `none`, `possible` or `lost`
    public String id() {
        return id;
    }
}
