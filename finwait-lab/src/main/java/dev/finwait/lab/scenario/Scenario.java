package dev.finwait.lab.scenario;

import dev.finwait.cause.Cause;
import dev.finwait.lab.script.Step;
import dev.finwait.lab.stage.Stage;
import dev.finwait.lab.story.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One ending of a connection: who does what, and what should be seen.
///
/// Immutable.
public final class Scenario {
    /// Stands in the place of a family where nothing is reset.
    public static final String ORDERLY = "orderly";

    /// Stands in a finding for the share of the data that the peer got.
    static final String SHARE = "{share}";

    private final String id;
    private final Topic topic;
    private final @Nullable Cause cause;
    private final Stage stage;
    private final Privilege privilege;
    private final List<Turn> turns;
    private final String finding;
    private final List<Check> checks;

    private Scenario(Builder builder) {
        this.id = builder.id;
        this.topic = builder.topic;
        this.cause = builder.cause;
        this.stage = builder.stage;
        this.privilege = builder.privilege;
        this.turns = List.copyOf(builder.turns);
        this.finding = builder.finding;
        this.checks = List.copyOf(builder.checks);
    }

    /// Begins the description of a scenario.
    ///
    /// @param id its stable name
    /// @param topic the group it belongs to
    /// @param stage the connection it begins with
    /// @return a builder
    public static Builder scenario(String id, Topic topic, Stage stage) {
        return new Builder(id, topic, stage);
    }

    /// Its stable name.
    ///
    /// @return kebab-case
    public String id() {
        return id;
    }

    /// The group it belongs to.
    ///
    /// @return the topic
    public Topic topic() {
        return topic;
    }

    /// The cause of the catalogue that it stages.
    ///
    /// @return the cause, empty where nothing is reset
    public Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    /// The family of the cause.
    ///
    /// @return its id, or `orderly` where nothing is reset
    public String family() {
        return cause == null ? ORDERLY : cause.family().id();
    }

    /// The connection it begins with.
    ///
    /// @return the stage
    public Stage stage() {
        return stage;
    }

    /// The right it needs.
    ///
    /// @return the privilege
    public Privilege privilege() {
        return privilege;
    }

    /// What both sides do.
    ///
    /// @return the turns in order
    public List<Turn> turns() {
        return turns;
    }

    /// What it shows, if all goes as it should.
    ///
    /// @return one sentence
    public String finding() {
        return finding;
    }

    /// What it shows, in words that need no run.
    ///
    /// @return one sentence
    public String title() {
        return finding.replace(SHARE, "a part");
    }

    /// What should be seen.
    ///
    /// @return the checks
    public List<Check> checks() {
        return checks;
    }

    /// Tells whether a Java socket can play the peer.
    ///
    /// @return false if a step of the peer needs raw calls
    public boolean suitsJavaPeer() {
        return stage.suitsJavaPeer()
                && turns.stream()
                        .filter(turn -> turn.side() == Side.PEER)
                        .flatMap(turn -> turn.steps().stream())
                        .noneMatch(Step::rawOnly);
    }

    @Override
    public String toString() {
        return id;
    }

    /// Collects the description of a scenario. For one thread.
    public static final class Builder {
        private final String id;
        private final Topic topic;
        private final Stage stage;
        private final List<Turn> turns = new ArrayList<>();
        private @Nullable Cause cause;
        private Privilege privilege = Privilege.NONE;
        private String finding = "";
        private List<Check> checks = List.of();

        private Builder(String id, Topic topic, Stage stage) {
            this.id = id;
            this.topic = topic;
            this.stage = stage;
        }

        /// Names the cause that is staged.
        ///
        /// @param staged the cause
        /// @return this
        public Builder stages(Cause staged) {
            this.cause = staged;
            return this;
        }

        /// Names the right that is needed.
        ///
        /// @param needed the right
        /// @return this
        public Builder needs(Privilege needed) {
            this.privilege = needed;
            return this;
        }

        /// The closing side's next steps.
        ///
        /// @param steps the steps
        /// @return this
        public Builder closer(Step... steps) {
            turns.add(new Turn(Side.CLOSER, false, List.of(steps)));
            return this;
        }

        /// The closing side's next steps, while the script goes on.
        ///
        /// @param steps the steps
        /// @return this
        public Builder closerMeanwhile(Step... steps) {
            turns.add(new Turn(Side.CLOSER, true, List.of(steps)));
            return this;
        }

        /// The peer's next steps.
        ///
        /// @param steps the steps
        /// @return this
        public Builder peer(Step... steps) {
            turns.add(new Turn(Side.PEER, false, List.of(steps)));
            return this;
        }

        /// The peer's next steps, while the script goes on.
        ///
        /// @param steps the steps
        /// @return this
        public Builder peerMeanwhile(Step... steps) {
            turns.add(new Turn(Side.PEER, true, List.of(steps)));
            return this;
        }

        /// What the scenario shows and what should be seen. Ends the description.
        ///
        /// @param text one sentence
        /// @param expected the checks that prove it
        /// @return the scenario
        public Scenario shows(String text, Check... expected) {
            this.finding = text;
            this.checks = List.of(expected);
            return new Scenario(this);
        }
    }
}
