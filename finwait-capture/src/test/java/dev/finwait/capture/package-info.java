/// Captures that tests write themselves, and what both the reader and the connections are tried with.
@NullMarked
package dev.finwait.capture;

import org.jspecify.annotations.NullMarked;
