/// Counts how many early answers arrive: clients that upload while a server answers and closes.
@NullMarked
package dev.finwait.bench.early;

import org.jspecify.annotations.NullMarked;
