/// What the commands of `finwait` share: exit codes, failures, options, the terminal.
///
/// Each command has a package of its own beside this one; `dev.finwait.cli.main` starts them.
@NullMarked
package dev.finwait.cli;

import org.jspecify.annotations.NullMarked;
