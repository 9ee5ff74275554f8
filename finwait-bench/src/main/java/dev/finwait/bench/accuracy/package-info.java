/// How often verdicts name the ending that was staged: reads what `finwait why --json` or `finwait watch --json` said,
/// and what was intended.
@NullMarked
package dev.finwait.bench.accuracy;

import org.jspecify.annotations.NullMarked;
