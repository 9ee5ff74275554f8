/// The kernel's view of one TCP connection: its state and its `struct tcp_info`.
@NullMarked
package dev.finwait.linux.tcp;

import org.jspecify.annotations.NullMarked;
