package dev.finwait.cli;

import java.util.Collection;

/// The end of a command that could not do its work: one line for the user, and an exit code.
///
/// The message says what happened, where, and what to do about it.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The failure of a command whose arguments or input make no sense.
    ///
    /// @param message one line with the cure
    /// @return a failure with [ExitCode#BAD_USAGE]
    public static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_USAGE, message);
    }

    /// The failure of a command that was given a name that does not exist. Suggests the nearest one that does.
    ///
    /// @param kind what the name stands for, such as `scenario`
    /// @param input the name as given
    /// @param candidates the names that exist
    /// @param listing the command that lists them, such as `finwait lab --list`
    /// @return a failure with [ExitCode#BAD_USAGE]
    public static CommandFailure unknown(String kind, String input, Collection<String> candidates, String listing) {
        String suggestion = NearestMatch.of(input, candidates)
                .map(name -> ": did you mean '" + name + "'?")
                .orElse(".");
        return badInput("unknown " + kind + " '" + input + "'" + suggestion + " See '" + listing + "'.");
    }

    /// The failure of a command that cannot work on this system or with these rights.
    ///
    /// @param message one line with the cure
    /// @return a failure with [ExitCode#CANNOT_RUN]
    public static CommandFailure cannotRun(String message) {
        return new CommandFailure(ExitCode.CANNOT_RUN, message);
    }

    /// The exit code that belongs to this failure.
    ///
    /// @return one of the codes of [ExitCode]
    public int exitCode() {
        return exitCode;
    }
}
