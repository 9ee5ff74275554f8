/// One TCP connection and its two halves, followed segment by segment in state of a fixed size.
@NullMarked
package dev.finwait.capture.flow.connection;

import org.jspecify.annotations.NullMarked;
