/// The story of a connection as a ladder: two sides, and the packets as arrows between them, in the order of time.
@NullMarked
package dev.finwait.cli.ladder;

import org.jspecify.annotations.NullMarked;
