package dev.finwait.kernel.event;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// Where events come from.
///
/// For one thread.
public interface EventSource extends AutoCloseable {
    /// Gives the events since the last call, in the order of their time.
    ///
    /// @param events takes them
    /// @throws IOException if no more events can come
    void poll(Consumer<KernelEvent> events) throws IOException;

    /// Events that the kernel threw away before they were read.
    ///
    /// @return how many so far
    long lost();

    /// What this kernel does not tell, and what follows from it.
    ///
    /// @return one line each
    List<String> notes();

    @Override
    void close();
}
