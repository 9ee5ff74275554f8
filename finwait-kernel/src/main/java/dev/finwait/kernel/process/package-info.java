/// Who a task of the kernel is: its process, command line, container and unit.
@NullMarked
package dev.finwait.kernel.process;

import org.jspecify.annotations.NullMarked;
