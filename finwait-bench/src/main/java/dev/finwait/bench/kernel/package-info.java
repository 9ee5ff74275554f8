/// What it costs to watch a host's resets, and how many a second are seen.
@NullMarked
package dev.finwait.bench.kernel;

import org.jspecify.annotations.NullMarked;
