/// What the kernel tells of TCP, whatever the layout in which its version tells it.
@NullMarked
package dev.finwait.kernel.event;

import org.jspecify.annotations.NullMarked;
