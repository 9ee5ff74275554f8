/// Closing a connection so that its peer reads every byte and then end-of-stream.
@NullMarked
package dev.finwait.close;

import org.jspecify.annotations.NullMarked;
