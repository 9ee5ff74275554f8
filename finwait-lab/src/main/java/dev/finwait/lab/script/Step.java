package dev.finwait.lab.script;

/// One thing that an actor does.
public interface Step {
    /// Does it.
    ///
    /// @param actor who
    /// @throws StagingException if the situation that the scenario needs did not come about
    void perform(Actor actor) throws StagingException;

    /// Tells whether the step needs the system calls themselves.
    ///
    /// @return true if a Java socket cannot do it
    default boolean rawOnly() {
        return false;
    }

    /// A step that only a raw socket can do.
    @FunctionalInterface
    interface Raw extends Step {
        @Override
        default boolean rawOnly() {
            return true;
        }
    }
}
