/// The start of the `finwait` command: knows all subcommands, runs one, and turns every failure into one line.
@NullMarked
package dev.finwait.cli.main;

import org.jspecify.annotations.NullMarked;
