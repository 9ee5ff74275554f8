/// Counts the resets that clients meet while a server is restarted again and again on one port.
@NullMarked
package dev.finwait.bench.restart;

import org.jspecify.annotations.NullMarked;
