package dev.finwait.capture;

import dev.finwait.capture.flow.FlowOptions;
import dev.finwait.capture.flow.FlowOptions.Pairs;
import dev.finwait.capture.segment.Addresses;
import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// Turns what a user asked for into what the flows are asked for.
final class Choice {
    private final CaptureOptions options;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    Choice(CaptureOptions options) {
        this.options = options;
    }

    private record Address(long high, long low) {
        static Address of(InetAddress address) {
            return new Address(Addresses.high(address), Addresses.low(address));
        }
    }

    /// The first segment is there: what is said relative to it can be told now.
    void begin(long firstNanos) {
        since = options.since() == null ? since : options.since().nanos(firstNanos);
        until = options.until() == null ? until : options.until().nanos(firstNanos);
    }

    FlowOptions flows() {
        return new FlowOptions(
                pairs(),
                stories(),
                nanos -> nanos >= since && nanos < until,
                ConnectionStory.MOST_SEGMENTS,
                options.maxConnections());
    }

    private Pairs pairs() {
        if (options.hosts().isEmpty() && options.ports().isEmpty()) {
            return Pairs.ALL;
        }
        Set<Address> hosts = new HashSet<>();
        options.hosts().forEach(host -> hosts.add(Address.of(host)));
        BitSet ports = new BitSet();
        options.ports().forEach(ports::set);
        return (batch, row) ->
                (ports.isEmpty() || ports.get(batch.ports[row] >>> 16) || ports.get(batch.ports[row] & 0xffff))
                        && (hosts.isEmpty()
                                || hosts.contains(new Address(batch.sourceHigh[row], batch.sourceLow[row]))
                                || hosts.contains(new Address(batch.destinationHigh[row], batch.destinationLow[row])));
    }

    private Pairs stories() {
        if (options.story() == null) {
            return Pairs.NONE;
        }
        Endpoint one = options.story().one();
        Endpoint other = options.story().other();
        Pairs there = oneWay(one, other);
        Pairs back = oneWay(other, one);
        return (batch, row) -> there.has(batch, row) || back.has(batch, row);
    }

    private static Pairs oneWay(Endpoint source, Endpoint destination) {
        Address from = Address.of(source.address());
        Address to = Address.of(destination.address());
        int ports = (source.port() << 16) | destination.port();
        return (batch, row) -> batch.ports[row] == ports
                && batch.sourceLow[row] == from.low
                && batch.destinationLow[row] == to.low
                && batch.sourceHigh[row] == from.high
                && batch.destinationHigh[row] == to.high;
    }
}
