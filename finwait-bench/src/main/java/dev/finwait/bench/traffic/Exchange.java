package dev.finwait.bench.traffic;

import java.net.InetSocketAddress;

/// What is to happen on one connection, decided before it is opened. Immutable.
///
/// @param ending how it ends
/// @param client the client's address, used by no other exchange
/// @param service whom it talks to
/// @param requests how many requests are answered before the ending
/// @param requestBytes the length of each request, its head included
/// @param bodyBytes the length of each answer's body
record Exchange(
        Ending ending, InetSocketAddress client, Service service, int requests, int requestBytes, int bodyBytes) {}
