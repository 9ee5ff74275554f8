/// A connection that was reset: what is gathered from the first RST on, and the facts made of it in the
/// end.
@NullMarked
package dev.finwait.capture.flow.reset;

import org.jspecify.annotations.NullMarked;
