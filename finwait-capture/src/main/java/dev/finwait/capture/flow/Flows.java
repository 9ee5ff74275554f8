package dev.finwait.capture.flow;

import dev.finwait.capture.flow.connection.Row;
import dev.finwait.capture.flow.connection.Taken;
import dev.finwait.capture.flow.connection.Trail;
import dev.finwait.capture.flow.reset.Facts;
import dev.finwait.capture.flow.reset.ResetCase;
import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.ConnectionFacts;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.facts.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows the connections of a capture. Feed it batches in the order of the capture, tell it of time
/// that passes without
/// any, and finish it. Not thread-safe; the listener is called by the thread that calls.
public final class Flows {
    private static final int EVENTS = Taken.OTHER_TTL | Taken.NEW_FIN | Taken.COMPLETED | Taken.BOTH_CLOSED;

    private final FlowOptions options;
    private final FlowListener listener;
    private final FlowTable table = new FlowTable();
    private final Openings openings;
    private final CaptureClock clock = new CaptureClock();
    private final Settling settling = new Settling(this::tell, this::forget);
    private final FlowCounts counts = new FlowCounts();
    private List<String> tunnelNames = List.of();
    private @Nullable Flow latest;

    /// Starts without any connection.
    ///
    /// @param options what is followed and told
    /// @param listener who is told
    public Flows(FlowOptions options, FlowListener listener) {
        this.options = options;
        this.listener = listener;
        openings = new Openings(options);
    }

    /// Takes the segments of a batch, which can be filled again afterwards.
    ///
    /// @param batch the batch
    public void accept(SegmentBatch batch) {
        tunnelNames = batch.tunnelNames;
        for (int row = 0; row < batch.size; row++) {
            if (clock.isSetBack(batch.nanos[row])) {
                settling.settleAll();
                clock.set(batch.nanos[row]);
            }
            long nanos = clock.at(batch.nanos[row]);
            if (settling.isDue(nanos)) {
                settling.settle(nanos);
            }
            segment(batch, row, nanos);
        }
        counts.backwards = clock.backwards();
    }

    /// Tells what is due when time passes on a live stream without a packet.
    ///
    /// @param nanos the time since the last packet was there
    public void passed(long nanos) {
        if (counts.connections > 0 && settling.isDue(clock.now() + nanos)) {
            settling.settle(clock.now() + nanos);
        }
    }

    /// Tells everything that is still waiting.
    public void finish() {
        settling.settleAll();
        List<Flow> all = new ArrayList<>();
        table.each(all::add);
        all.forEach(this::tellStory);
    }

    /// The time of the capture.
    ///
    /// @return nanoseconds since 1970 of the latest segment; [Long#MIN_VALUE] before there was one
    public long now() {
        return clock.now();
    }

    /// What was counted so far.
    ///
    /// @return the counts, which go on counting
    public FlowCounts counts() {
        return counts;
    }

    private void segment(SegmentBatch batch, int row, long nanos) {
        Flow flow = latest;
        boolean toServer = flow != null && flow.isToServer(batch, row);
        if (flow == null || (!toServer && !flow.isToClient(batch, row))) {
            int hash = FlowTable.hash(batch, row);
            flow = table.find(hash, batch, row);
            if (flow == null) {
                flow = open(batch, row, hash);
            }
            if (flow == null) {
                counts.otherPairs++;
                return;
            }
            toServer = flow.isToServer(batch, row);
            latest = flow;
        }
        int flags = batch.flags[row];
        if ((flags & (Segment.SYN | Segment.RST)) == Segment.SYN && flow.isOver(batch, row, toServer)) {
            flow = reopen(flow, batch, row);
            toServer = flow.isToServer(batch, row);
        }
        if ((flags & Segment.RST) != 0) {
            reset(flow, Row.of(batch, row, toServer, nanos));
        } else if (flow.isDuplicate(batch, row, toServer, nanos)) {
            counts.duplicates++;
            return;
        } else {
            take(flow, batch, row, toServer, nanos);
        }
        if (flow.log != null) {
            flow.log.add(flow, batch, row, toServer, nanos);
        }
    }

    private @Nullable Flow open(SegmentBatch batch, int row, int hash) {
        if (!options.pairs().has(batch, row)) {
            return null;
        }
        if (table.size() >= options.maxConnections()) {
            evict();
        }
        Flow flow = openings.open(batch, row, hash);
        counts.connections++;
        table.add(flow);
        return flow;
    }

    private Flow reopen(Flow over, SegmentBatch batch, int row) {
        tell(over);
        forget(over);
        Flow flow = openings.open(batch, row, over.hash);
        counts.connections++;
        table.add(flow);
        latest = flow;
        return flow;
    }

    private void take(Flow flow, SegmentBatch batch, int row, boolean toServer, long nanos) {
        int taken = flow.take(batch, row, toServer, nanos);
        if ((taken & EVENTS) != 0) {
            event(flow, taken, batch.ttls[row] & 0xff, toServer, nanos);
        }
        if (flow.reset != null) {
            flow.reset.segment(batch, row, toServer, nanos, taken);
        } else if (flow.told != null
                && Taken.has(taken, Taken.NEW_ACKNOWLEDGMENT)
                && flow.told.isRefuted(toServer, flow, nanos)) {
            // It lives: the next reset is a new one.
            flow.told = null;
        }
    }

    private void event(Flow flow, int taken, int ttl, boolean toServer, long nanos) {
        if (Taken.has(taken, Taken.OTHER_TTL)) {
            (toServer ? flow.neighbourhood.clientHost() : flow.neighbourhood.serverHost()).showed(ttl);
        }
        if (Taken.has(taken, Taken.COMPLETED) && flow.trail.has(Trail.SYN_ACK)) {
            flow.neighbourhood.service().accepted(flow.trail.nanos(Trail.SYN_ACK));
        }
        if (Taken.has(taken, Taken.NEW_FIN) && !flow.half(!toServer).closed()) {
            flow.neighbourhood.of(toServer ? Side.CLIENT : Side.SERVER).closed(nanos);
            if (!toServer) {
                flow.neighbourhood.service().closedIdle(flow.idleNanosAtServersClose());
            }
        }
        if (Taken.has(taken, Taken.BOTH_CLOSED) && flow.reset == null && flow.told == null) {
            settling.addClosed(flow);
        }
    }

    private void reset(Flow flow, Row reset) {
        flow.hear(reset.fromClient(), reset.nanos());
        if (flow.isSameReset(reset)) {
            counts.duplicates++;
            return;
        }
        if (flow.told != null || (flow.reset == null && flow.isClosed())) {
            // An echo, or the answer to a packet that came late: there is no connection any more.
            return;
        }
        if (flow.reset != null && flow.reset.progressed()) {
            tell(flow);
        }
        ResetCase known = flow.reset;
        boolean counted = known != null && known.isActive();
        if (known == null) {
            known = new ResetCase(flow, reset);
            flow.reset = known;
            settling.addReset(flow);
        } else {
            known.resetAgain(reset);
        }
        if (known.isActive() && !counted) {
            Side side = reset.fromClient() ? Side.CLIENT : Side.SERVER;
            flow.neighbourhood.of(side).reset(reset.nanos(), known.isUnused());
        }
    }

    private void tell(Flow flow) {
        ResetCase reset = flow.reset;
        if (reset == null) {
            return;
        }
        if (options.told().test(reset.reset().nanos())) {
            ConnectionFacts facts = Facts.of(reset, reset.isActive(), tunnelNames);
            if (flow.log != null) {
                flow.log.facts = facts;
            }
            counts.resets++;
            listener.reset(facts);
        }
        flow.reset = null;
        if (!reset.progressed()) {
            flow.told = reset.told();
            flow.trail.forgetRecent();
            settling.addTold(flow);
        }
    }

    private void forget(Flow flow) {
        flow.gone = true;
        table.remove(flow);
        openings.ended(flow);
        latest = latest == flow ? null : latest;
        tellStory(flow);
    }

    private void tellStory(Flow flow) {
        StoryLog log = flow.log;
        if (log != null) {
            listener.story(Facts.client(flow), Facts.server(flow), log.story(), log.facts);
        }
    }

    private void evict() {
        for (Flow flow : Eviction.of(table)) {
            tell(flow);
            counts.evicted += flow.mayLeave() ? 0 : 1;
            forget(flow);
        }
    }
}
