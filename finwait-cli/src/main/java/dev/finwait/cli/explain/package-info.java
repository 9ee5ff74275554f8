/// `finwait explain`: what an error or a cause means. It only renders; the knowledge is in the core.
@NullMarked
package dev.finwait.cli.explain;

import org.jspecify.annotations.NullMarked;
