/// One end of a connection in the hands of the lab: raw sockets, the sockets of Java, a process of its own.
@NullMarked
package dev.finwait.lab.endpoint;

import org.jspecify.annotations.NullMarked;
