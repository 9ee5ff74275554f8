/// Records large captures of real TCP traffic that ends in many ways, and knows how each connection was ended.
@NullMarked
package dev.finwait.bench.traffic;

import org.jspecify.annotations.NullMarked;
