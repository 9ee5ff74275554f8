/// The resets of this Linux host as they happen: [dev.finwait.kernel.KernelWatch].
@NullMarked
package dev.finwait.kernel;

import org.jspecify.annotations.NullMarked;
