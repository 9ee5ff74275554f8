/// The steps that scenarios are written in, and the actors that perform them.
@NullMarked
package dev.finwait.lab.script;

import org.jspecify.annotations.NullMarked;
