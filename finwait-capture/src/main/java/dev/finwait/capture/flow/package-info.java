/// Follows TCP connections through batches of segments, and tells those that were reset.
///
/// [dev.finwait.capture.flow.Flows] is the door. It keeps one
/// [dev.finwait.capture.flow.connection.Connection] for each address pair, found by an open-addressing
/// table; nothing is allocated for a segment, unless its connection was reset or its story was asked
/// for.
@NullMarked
package dev.finwait.capture.flow;

import org.jspecify.annotations.NullMarked;
