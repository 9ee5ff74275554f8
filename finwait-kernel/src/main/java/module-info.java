/// What the Linux kernel tells of reset connections: its events, counters, sockets and processes,
/// turned into the facts of a connection.
///
/// Knows no rule: what the facts mean is for `dev.finwait.diagnosis` to say.
module dev.finwait.kernel {
    requires transitive dev.finwait.diagnosis;
    requires dev.finwait.linux;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports dev.finwait.kernel;
    exports dev.finwait.kernel.event;
    exports dev.finwait.kernel.record;
    exports dev.finwait.kernel.trace;
}
