/// The kernel's tracing as a source of bytes: an instance of tracefs of our own, the formats of its
/// events, and its ring buffers.
@NullMarked
package dev.finwait.kernel.trace;

import org.jspecify.annotations.NullMarked;
