/// The scenarios, by topic.
@NullMarked
package dev.finwait.lab.catalogue;

import org.jspecify.annotations.NullMarked;
