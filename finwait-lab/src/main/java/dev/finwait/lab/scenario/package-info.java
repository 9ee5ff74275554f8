/// What a scenario is: the claim that it tests, what both sides do, and what should be seen.
@NullMarked
package dev.finwait.lab.scenario;

import org.jspecify.annotations.NullMarked;
