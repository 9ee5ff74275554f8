/// Reads packet captures, follows their TCP connections, and tells the facts of those that were reset.
///
/// Knows no rule: what the facts mean is for `dev.finwait.diagnosis` to say.
module dev.finwait.capture {
    requires transitive dev.finwait.diagnosis;
    requires aircompressor;
    requires static transitive org.jspecify;

    exports dev.finwait.capture;
}
