/// What a graceful close costs a server whose threads wait for it.
@NullMarked
package dev.finwait.bench.blocking;

import org.jspecify.annotations.NullMarked;
