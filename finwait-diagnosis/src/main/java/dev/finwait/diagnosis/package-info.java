/// The door to the diagnosis: [dev.finwait.diagnosis.Diagnosis] turns facts into a verdict.
@NullMarked
package dev.finwait.diagnosis;

import org.jspecify.annotations.NullMarked;
