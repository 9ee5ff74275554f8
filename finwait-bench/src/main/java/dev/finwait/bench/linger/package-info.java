/// What a [dev.finwait.close.LingerPool] costs: per connection, per lingering connection, per drained byte.
///
/// Each class with a `main` prints a table; the ratios in it are of one run.
@NullMarked
package dev.finwait.bench.linger;

import org.jspecify.annotations.NullMarked;
