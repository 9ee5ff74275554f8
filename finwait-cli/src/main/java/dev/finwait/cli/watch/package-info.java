/// `finwait watch`: why connections of this host are reset, as it happens.
@NullMarked
package dev.finwait.cli.watch;

import org.jspecify.annotations.NullMarked;
