/// Every ending of a TCP connection, staged on real sockets.
@NullMarked
package dev.finwait.lab;

import org.jspecify.annotations.NullMarked;
