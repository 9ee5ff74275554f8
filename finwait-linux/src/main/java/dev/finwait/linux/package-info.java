/// Raw socket calls with their errno, and socket diagnostics over netlink.
@NullMarked
package dev.finwait.linux;

import org.jspecify.annotations.NullMarked;
