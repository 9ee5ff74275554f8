/// The door to captures: what is read, and what is told of it.
@NullMarked
package dev.finwait.capture;

import org.jspecify.annotations.NullMarked;
