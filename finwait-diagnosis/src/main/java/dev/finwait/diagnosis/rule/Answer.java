package dev.finwait.diagnosis.rule;

/// What the facts say to a question. Only a known answer may exclude a cause.
enum Answer {
    YES,
    NO,
    UNKNOWN;

    static Answer of(boolean known) {
        return known ? YES : NO;
    }

    boolean isYes() {
        return this == YES;
    }

    boolean isNo() {
        return this == NO;
    }
}
