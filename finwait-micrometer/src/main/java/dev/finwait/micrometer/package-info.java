/// Micrometer meters for graceful closes.
@NullMarked
package dev.finwait.micrometer;

import org.jspecify.annotations.NullMarked;
