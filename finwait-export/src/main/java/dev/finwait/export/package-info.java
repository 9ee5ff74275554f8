/// What carries verdicts to systems that watch many hosts.
@NullMarked
package dev.finwait.export;

import org.jspecify.annotations.NullMarked;
