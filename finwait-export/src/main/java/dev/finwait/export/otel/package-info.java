/// Verdicts as logs and metrics of OpenTelemetry.
@NullMarked
package dev.finwait.export.otel;

import org.jspecify.annotations.NullMarked;
