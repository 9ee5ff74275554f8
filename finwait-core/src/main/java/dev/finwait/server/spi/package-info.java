/// What an operating system can do to stop a listening socket from taking new connections, for those who
/// provide it.
///
/// Applications need nothing of this package. A provider implements [dev.finwait.server.spi.AdmissionControl]
/// and registers it for [java.util.ServiceLoader].
@NullMarked
package dev.finwait.server.spi;

import org.jspecify.annotations.NullMarked;
