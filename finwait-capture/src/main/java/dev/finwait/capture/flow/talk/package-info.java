/// What is said above TCP, as far as the beginnings of segments tell: HTTP/1 messages and TLS records.
@NullMarked
package dev.finwait.capture.flow.talk;

import org.jspecify.annotations.NullMarked;
