/// How long a graceful close holds a connection whose peer behaves well.
@NullMarked
package dev.finwait.bench.held;

import org.jspecify.annotations.NullMarked;
