/// The `finwait` command: reads arguments, renders results.
@NullMarked
package dev.finwait.cli;

import org.jspecify.annotations.NullMarked;
