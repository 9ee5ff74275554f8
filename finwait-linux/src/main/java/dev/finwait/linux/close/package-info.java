/// What finwait-core's graceful close learns from this module.
@NullMarked
package dev.finwait.linux.close;

import org.jspecify.annotations.NullMarked;
