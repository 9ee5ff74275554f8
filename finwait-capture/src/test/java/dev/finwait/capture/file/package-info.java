/// Files and streams, as programs write them and as nobody should.
@NullMarked
package dev.finwait.capture.file;

import org.jspecify.annotations.NullMarked;
