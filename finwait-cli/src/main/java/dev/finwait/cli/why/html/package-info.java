/// A report as one page of HTML that needs nothing else: no network, no script.
@NullMarked
package dev.finwait.cli.why.html;

import org.jspecify.annotations.NullMarked;
