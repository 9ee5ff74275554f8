package dev.finwait.capture.flow;

import dev.finwait.capture.segment.SegmentBatch;
import dev.finwait.diagnosis.facts.Segment;
import dev.finwait.diagnosis.surroundings.Neighbourhood;
import dev.finwait.diagnosis.surroundings.Neighbourhoods;
import org.jspecify.annotations.Nullable;

/// Makes connections: says who dialled, what was before, and where they belong.
final class Openings {
    private final FlowOptions options;
    private final Neighbourhoods<Service, Host> neighbourhoods = new Neighbourhoods<>();
    private final PastConnections past = new PastConnections();

    Openings(FlowOptions options) {
        this.options = options;
    }

    /// Compared for each connection, so without the method handles of records.
    private record Service(long high, long low, int port) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Service that && high == that.high && low == that.low && port == that.port;
        }

        @Override
        public int hashCode() {
            return Long.hashCode((high * 31 + low) * 31 + port);
        }
    }

    /// As above.
    private record Host(long high, long low) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Host that && high == that.high && low == that.low;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(high * 31 + low);
        }
    }

    Flow open(SegmentBatch batch, int row, int hash) {
        int flags = batch.flags[row] & (Segment.SYN | Segment.ACK | Segment.RST);
        boolean rolesSeen = (flags & (Segment.SYN | Segment.RST)) == Segment.SYN;
        boolean fromClient = rolesSeen ? flags == Segment.SYN : isHigherPortFirst(batch.ports[row]);
        Flow flow = new Flow(batch, row, fromClient, rolesSeen, hash, neighbourhood(batch, row, fromClient));
        flow.opening.previous = past.of(hash);
        if (options.stories().has(batch, row)) {
            flow.log = new StoryLog(options.storySegments());
        }
        return flow;
    }

    void ended(Flow flow) {
        past.add(flow.hash, flow.asPrevious());
    }

    private static boolean isHigherPortFirst(int ports) {
        return ports >>> 16 >= (ports & 0xffff);
    }

    private Neighbourhood neighbourhood(SegmentBatch batch, int row, boolean fromClient) {
        Host source = new Host(batch.sourceHigh[row], batch.sourceLow[row]);
        Host destination = new Host(batch.destinationHigh[row], batch.destinationLow[row]);
        int port = fromClient ? batch.ports[row] & 0xffff : batch.ports[row] >>> 16;
        Host client = fromClient ? source : destination;
        Host server = fromClient ? destination : source;
        return neighbourhoods.of(new Service(server.high, server.low, port), client, server);
    }
}
