package dev.finwait.lab.scenario;

/// A right that a scenario needs.
public enum Privilege {
    /// Any user may run it.
    NONE,
    /// CAP_NET_ADMIN, for TCP_REPAIR.
    NET_ADMIN
}
