/// Measurements of how connections are closed.
@NullMarked
package dev.finwait.bench;

import org.jspecify.annotations.NullMarked;
