/// The host's TCP counters, and how they moved around a moment.
@NullMarked
package dev.finwait.kernel.counters;

import org.jspecify.annotations.NullMarked;
