/// `finwait why`: why connections in packet captures were reset.
@NullMarked
package dev.finwait.cli.why;

import org.jspecify.annotations.NullMarked;
