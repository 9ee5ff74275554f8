/// Joins events to connections, and makes the facts of those that were reset.
@NullMarked
package dev.finwait.kernel.join;

import org.jspecify.annotations.NullMarked;
