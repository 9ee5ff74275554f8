/// Connections that are written segment by segment, and what is made of them.
@NullMarked
package dev.finwait.capture.flow;

import org.jspecify.annotations.NullMarked;
