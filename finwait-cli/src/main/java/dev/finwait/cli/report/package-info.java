/// Gathers verdicts into groups, a timeline and a histogram, in memory that does not grow with their number.
@NullMarked
package dev.finwait.cli.report;

import org.jspecify.annotations.NullMarked;
