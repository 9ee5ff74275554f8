/// Keeping new connections away from a listening socket of the JDK.
@NullMarked
package dev.finwait.linux.server;

import org.jspecify.annotations.NullMarked;
