/// What the diagnosis says of one reset connection.
@NullMarked
package dev.finwait.diagnosis.verdict;

import org.jspecify.annotations.NullMarked;
