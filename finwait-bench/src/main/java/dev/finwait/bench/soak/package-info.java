/// Many closes in a row, and what is left of them.
@NullMarked
package dev.finwait.bench.soak;

import org.jspecify.annotations.NullMarked;
