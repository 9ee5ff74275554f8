/// Raw socket calls that give their value or errno, as the kernel gave it.
@NullMarked
package dev.finwait.linux.socket;

import org.jspecify.annotations.NullMarked;
