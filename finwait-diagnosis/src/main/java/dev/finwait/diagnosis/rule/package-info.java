/// The rules, one class for each cause of the catalogue: each says of a connection whether its cause is
/// excluded, possible or proven, and by which evidence.
@NullMarked
package dev.finwait.diagnosis.rule;

import org.jspecify.annotations.NullMarked;
