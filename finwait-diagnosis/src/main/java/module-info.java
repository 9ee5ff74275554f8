/// Why a TCP connection was reset: the facts known of it, the rules that read them, and the verdict.
///
/// Facts come from elsewhere (packets, the kernel), verdicts are shown elsewhere. Needs nothing but
/// `java.base` and `dev.finwait.core`.
module dev.finwait.diagnosis {
    requires transitive dev.finwait.core;
    requires static transitive org.jspecify;

    exports dev.finwait.diagnosis.facts;
    exports dev.finwait.diagnosis.surroundings;
    exports dev.finwait.diagnosis.verdict;
}
