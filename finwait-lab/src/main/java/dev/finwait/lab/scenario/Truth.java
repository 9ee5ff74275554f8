package dev.finwait.lab.scenario;

/// Whether a common claim holds.
public enum Truth {
    /// As said.
    TRUE("true"),
    /// Under conditions that the claim leaves out.
    IN_PART("in part"),
    /// Not as said.
    FALSE("false");

    private final String word;

    Truth(String word) {
        this.word = word;
    }

    /// The judgement as a word.
    ///
    /// @return `true`, `in part` or `false`
    public String word() {
        return word;
    }
}
