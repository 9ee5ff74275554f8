/// Clients and their connection pools: connections that close gracefully, and connections that are over.
@NullMarked
package dev.finwait.client;

import org.jspecify.annotations.NullMarked;
