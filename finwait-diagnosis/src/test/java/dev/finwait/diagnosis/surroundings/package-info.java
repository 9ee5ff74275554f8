/// What is collected around connections.
@NullMarked
package dev.finwait.diagnosis.surroundings;

import org.jspecify.annotations.NullMarked;
