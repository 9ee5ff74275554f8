package dev.finwait.capture;

import dev.finwait.diagnosis.facts.Endpoint;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a capture is looked at. Immutable; begin with [#DEFAULT].
///
/// @param since resets before it are not told, though their packets are followed; null for no limit
/// @param until resets at it or later are not told; null for no limit
/// @param hosts only connections of one of these addresses are followed; empty for all
/// @param ports only connections with one of these ports at either end are followed; empty for all
/// @param story the address pair whose whole story is wanted; null for none
/// @param maxConnections the most connections that are followed at once, at least 64: those quiet for
///     longest are given up first. Each takes about 1,000 bytes
public record CaptureOptions(
        @Nullable CaptureTime since,
        @Nullable CaptureTime until,
        Set<InetAddress> hosts,
        Set<Integer> ports,
        @Nullable AddressPair story,
        int maxConnections) {
    /// Connections followed at once by default.
    public static final int DEFAULT_CONNECTIONS = 200_000;

    private static final int FEWEST_CONNECTIONS = 64;

    /// Everything is looked at, and no story told.
    public static final CaptureOptions DEFAULT =
            new CaptureOptions(null, null, Set.of(), Set.of(), null, DEFAULT_CONNECTIONS);

    /// Takes copies of the sets.
    ///
    /// @throws IllegalArgumentException if there are fewer than 64 connections at once, or a port is
    /// none
    public CaptureOptions {
        hosts = Set.copyOf(hosts);
        ports = Set.copyOf(ports);
        if (maxConnections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(maxConnections + " connections at once are fewer than 64");
        }
        for (int port : ports) {
            if (port < 0 || port > 0xffff) {
                throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
            }
        }
    }

    /// Two ends, in either order.
    ///
    /// @param one an end
    /// @param other the other
    public record AddressPair(Endpoint one, Endpoint other) {}

    /// With a limit for the resets that are told.
    ///
    /// @param time the earliest; null for no limit
    /// @return the options
    public CaptureOptions withSince(@Nullable CaptureTime time) {
        return new CaptureOptions(time, until, hosts, ports, story, maxConnections);
    }

    /// With a limit for the resets that are told.
    ///
    /// @param time the first that is too late; null for no limit
    /// @return the options
    public CaptureOptions withUntil(@Nullable CaptureTime time) {
        return new CaptureOptions(since, time, hosts, ports, story, maxConnections);
    }

    /// With only some hosts.
    ///
    /// @param addresses at least one of them is at one end; empty for all
    /// @return the options
    public CaptureOptions withHosts(Set<InetAddress> addresses) {
        return new CaptureOptions(since, until, addresses, ports, story, maxConnections);
    }

    /// With only some ports.
    ///
    /// @param numbers at least one of them is at one end; empty for all
    /// @return the options
    public CaptureOptions withPorts(Set<Integer> numbers) {
        return new CaptureOptions(since, until, hosts, numbers, story, maxConnections);
    }

    /// With the story of one address pair.
    ///
    /// @param pair the pair; null for none
    /// @return the options
    public CaptureOptions withStory(@Nullable AddressPair pair) {
        return new CaptureOptions(since, until, hosts, ports, pair, maxConnections);
    }

    /// With another limit to the connections at once.
    ///
    /// @param most the limit
    /// @return the options
    public CaptureOptions withMaxConnections(int most) {
        return new CaptureOptions(since, until, hosts, ports, story, most);
    }
}
