package dev.finwait.lab.stage;

import dev.finwait.lab.endpoint.Endpoint;

/// Both ends of a connection.
///
/// @param closer the end whose way of closing is under test
/// @param peer the other end
public record Pair(Endpoint closer, Endpoint peer) {}
