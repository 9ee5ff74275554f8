/// The kernel's word on a TCP socket that is named only by its two addresses: netlink socket
/// diagnostics (sock_diag(7)).
///
/// It needs no privilege and no descriptor, so it answers for sockets of the JDK, and after their close
/// for as long as the kernel still owns the orphan.
@NullMarked
package dev.finwait.linux.diag;

import org.jspecify.annotations.NullMarked;
