/// What commands that show verdicts share: their JSON, their words, their numbers.
@NullMarked
package dev.finwait.cli.verdict;

import org.jspecify.annotations.NullMarked;
