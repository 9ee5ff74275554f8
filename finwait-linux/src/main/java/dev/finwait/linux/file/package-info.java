/// Files that must be read without waiting, which `java.nio` cannot ask for.
@NullMarked
package dev.finwait.linux.file;

import org.jspecify.annotations.NullMarked;
