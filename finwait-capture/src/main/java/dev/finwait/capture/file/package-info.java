/// Captures as files and streams: what compresses them, how they are laid out, and how several become one.
@NullMarked
package dev.finwait.capture.file;

import org.jspecify.annotations.NullMarked;
