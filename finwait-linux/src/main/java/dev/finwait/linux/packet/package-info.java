/// The packets of one network interface (packet(7)).
@NullMarked
package dev.finwait.linux.packet;

import org.jspecify.annotations.NullMarked;
