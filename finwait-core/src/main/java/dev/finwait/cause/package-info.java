/// The catalogue of the causes of TCP resets: what each one is, how to recognise it, what it costs, how to cure it.
///
/// Every tool of Finwait takes its words from here. The ids of [Cause] and [Family] are contracts.
@NullMarked
package dev.finwait.cause;

import org.jspecify.annotations.NullMarked;
