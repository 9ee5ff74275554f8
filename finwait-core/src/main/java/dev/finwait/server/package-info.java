/// Stopping a server so that none of its clients is reset.
@NullMarked
package dev.finwait.server;

import org.jspecify.annotations.NullMarked;
