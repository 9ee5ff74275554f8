/// What a watch told, kept in a file of JSON Lines, and found again by the ends of a connection and
/// the time.
@NullMarked
package dev.finwait.kernel.record;

import org.jspecify.annotations.NullMarked;
