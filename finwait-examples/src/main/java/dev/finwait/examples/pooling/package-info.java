/// A client that keeps connections, and looks before it uses one again.
@NullMarked
package dev.finwait.examples.pooling;

import org.jspecify.annotations.NullMarked;
