package dev.finwait.capture.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Endpoint;
import dev.finwait.diagnosis.facts.WireFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows packets, in batches of a few, and keeps what is told.
final class Followed implements FlowListener {
    final List<ConnectionFacts> resets = new ArrayList<>();
    final List<Story> stories = new ArrayList<>();
    final Flows flows;
    private long number;

    Followed(FlowOptions options) {
        flows = new Flows(options, this);
    }

    /// Everything that a script says, to its end.
    static Followed all(Script script) {
        return all(script.packets);
    }

    static Followed all(List<Packet> packets) {
        return new Followed(FlowOptions.everything(1000)).feed(packets).finish();
    }

    /// Several scripts at once, by their times.
    static Followed together(List<Script> scripts) {
        List<Packet> packets = new ArrayList<>();
        scripts.forEach(script -> packets.addAll(script.packets));
        packets.sort(Comparator.comparingLong(Packet::nanos));
        return all(packets);
    }

    Followed feed(List<Packet> packets) {
        SegmentBatch batch = new SegmentBatch(64, List.of(""));
        for (Packet packet : packets) {
            if (batch.isFull()) {
                flows.accept(batch);
                batch.clear();
            }
            packet.into(batch, ++number);
        }
        flows.accept(batch);
        return this;
    }

    Followed finish() {
        flows.finish();
        return this;
    }

    /// The only reset.
    ConnectionFacts facts() {
        assertThat(resets).hasSize(1);
        return resets.get(0);
    }

    /// What packets tell of the only reset.
    WireFacts wire() {
        WireFacts wire = facts().wire();
        assertThat(wire).isNotNull();
        return wire;
    }

    @Override
    public void reset(ConnectionFacts facts) {
        resets.add(facts);
    }

    @Override
    public void story(Endpoint client, Endpoint server, Story story, @Nullable ConnectionFacts facts) {
        stories.add(story);
    }
}
