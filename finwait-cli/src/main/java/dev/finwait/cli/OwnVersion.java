package dev.finwait.cli;

import java.util.Objects;

/// The version of Finwait.
public final class OwnVersion {
    private OwnVersion() {}

    /// The version of the jar that this class came in.
    ///
    /// @return for example `0.1.0`; `unpackaged` outside of a jar
    public static String get() {
        return Objects.requireNonNullElse(OwnVersion.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
