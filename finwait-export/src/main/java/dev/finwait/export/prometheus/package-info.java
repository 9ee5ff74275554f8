/// Verdicts as counters that Prometheus scrapes.
@NullMarked
package dev.finwait.export.prometheus;

import org.jspecify.annotations.NullMarked;
