/// Calls into the C library; not exported.
@NullMarked
package dev.finwait.linux.ffi;

import org.jspecify.annotations.NullMarked;
