/// A relay that passes on how each side ends.
@NullMarked
package dev.finwait.examples.relay;

import org.jspecify.annotations.NullMarked;
