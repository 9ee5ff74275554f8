/// What the lab sees besides its own calls: segments on the loopback interface, and the kernel's reasons for
/// resets.
@NullMarked
package dev.finwait.lab.observe;

import org.jspecify.annotations.NullMarked;
