/// The decoder, tried with bytes whose meaning stands above them, with generated ones, and beside tshark.
@NullMarked
package dev.finwait.capture.decode;

import org.jspecify.annotations.NullMarked;
