/// A server that answers before it has read the request, and three ways to close after that.
@NullMarked
package dev.finwait.examples.early;

import org.jspecify.annotations.NullMarked;
