/// `finwait lab`: chooses scenarios, has them run, shows what was seen.
@NullMarked
package dev.finwait.cli.lab;

import org.jspecify.annotations.NullMarked;
