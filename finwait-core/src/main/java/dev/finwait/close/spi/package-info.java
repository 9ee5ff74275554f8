/// What an operating system can tell about a TCP connection, for those who provide it.
///
/// Applications need nothing of this package. A provider implements
/// [dev.finwait.close.spi.ConnectionProbe] and registers it for [java.util.ServiceLoader].
@NullMarked
package dev.finwait.close.spi;

import org.jspecify.annotations.NullMarked;
