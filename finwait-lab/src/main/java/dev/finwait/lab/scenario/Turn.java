package dev.finwait.lab.scenario;

import dev.finwait.lab.script.Step;
import dev.finwait.lab.story.Side;
import java.util.List;

/// Steps that one side takes, one after the other.
///
/// @param side who takes them
/// @param meanwhile true if the script goes on at once, while these steps run in a thread of their side
/// @param steps the steps
public record Turn(Side side, boolean meanwhile, List<Step> steps) {
    /// Keeps a copy of the steps.
    public Turn {
        steps = List.copyOf(steps);
    }
}
