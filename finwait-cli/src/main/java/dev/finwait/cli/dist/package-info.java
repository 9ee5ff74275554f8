/// What the launcher runs once after a build, so that every later start is quick.
@NullMarked
package dev.finwait.cli.dist;

import org.jspecify.annotations.NullMarked;
