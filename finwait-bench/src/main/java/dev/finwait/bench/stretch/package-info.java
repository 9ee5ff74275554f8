/// Makes a long stream of packets out of one capture.
@NullMarked
package dev.finwait.bench.stretch;

import org.jspecify.annotations.NullMarked;
