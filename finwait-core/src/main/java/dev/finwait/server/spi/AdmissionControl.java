package dev.finwait.server.spi;

import java.util.Optional;

/// Stops a listening socket from taking new connections while its accept queue stays as it is.
///
/// Providers are found by [java.util.ServiceLoader]; the first that says it [is available][#isAvailable()] is
/// asked. One that fails is passed over: the listener is then stopped without it.
///
/// Implementations are safe for use by several threads.
public interface AdmissionControl {
    /// Tells whether this provider works here.
    ///
    /// @return false on another operating system or without native access
    boolean isAvailable();

    /// Makes a listening socket ignore new connection attempts from now on. Handshakes under way go on.
    ///
    /// @param listener the listening socket; nobody closes it during the call
    /// @return what follows from it; empty when it cannot be done, and then nothing is changed
    Optional<StoppedAdmission> stop(ListenerHandle listener);
}
