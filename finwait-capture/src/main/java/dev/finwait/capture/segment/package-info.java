/// TCP segments on their way from the decoder to the connections, many at a time and without an object
/// for each.
@NullMarked
package dev.finwait.capture.segment;

import org.jspecify.annotations.NullMarked;
