/// Collects what goes on around a connection, whatever the source: how long connections of a service were idle when it
/// closed them, and what else was reset or closed at the same instant.
///
/// Nothing here is safe for use by several threads: whoever collects, reads.
@NullMarked
package dev.finwait.diagnosis.surroundings;

import org.jspecify.annotations.NullMarked;
