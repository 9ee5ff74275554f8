/// From packets to TCP segments: link headers, tunnels, IP and TCP, one class for each.
@NullMarked
package dev.finwait.capture.decode;

import org.jspecify.annotations.NullMarked;
