package dev.finwait.cli;

/// The exit codes of `finwait`. Scripts depend on them.
public final class ExitCode {
    /// Everything asked for was done.
    public static final int DONE = 0;

    /// Done, with findings that the user asked to be told about.
    public static final int FINDINGS = 1;

    /// Bad usage, or input that cannot be read.
    public static final int BAD_USAGE = 2;

    /// The command cannot run here: rights are missing, or this system lacks what it needs.
    public static final int CANNOT_RUN = 3;

    /// A defect of Finwait itself, as `EX_SOFTWARE` of BSD's sysexits.
    public static final int DEFECT = 70;

    private ExitCode() {}
}
