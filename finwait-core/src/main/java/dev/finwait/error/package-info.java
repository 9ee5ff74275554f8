/// What a socket error means: numbers of Linux, macOS and Windows, exceptions, log lines and stack traces.
///
/// "Unknown" is an answer here: nothing is guessed from a text that merely resembles an error.
@NullMarked
package dev.finwait.error;

import org.jspecify.annotations.NullMarked;
