/// The connections that scenarios begin with.
@NullMarked
package dev.finwait.lab.stage;

import org.jspecify.annotations.NullMarked;
