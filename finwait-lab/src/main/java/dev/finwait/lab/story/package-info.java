/// What happened in one run of a scenario, moment by moment: calls, segments on the wire, the kernel's word.
@NullMarked
package dev.finwait.lab.story;

import org.jspecify.annotations.NullMarked;
