/// Programs that show how to use the closing library, started by their names.
@NullMarked
package dev.finwait.examples;

import org.jspecify.annotations.NullMarked;
