/// Resetting a connection on purpose, and passing resets and half-closes on in a relay.
@NullMarked
package dev.finwait.abort;

import org.jspecify.annotations.NullMarked;
