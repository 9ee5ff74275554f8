/// A server that is stopped without resetting anybody.
@NullMarked
package dev.finwait.examples.draining;

import org.jspecify.annotations.NullMarked;
