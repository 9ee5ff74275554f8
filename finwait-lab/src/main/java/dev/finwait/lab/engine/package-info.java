/// Runs scenarios and joins what was seen.
@NullMarked
package dev.finwait.lab.engine;

import org.jspecify.annotations.NullMarked;
