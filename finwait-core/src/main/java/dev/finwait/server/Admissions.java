package dev.finwait.server;

import dev.finwait.server.spi.AdmissionControl;
import dev.finwait.server.spi.ListenerHandle;
import dev.finwait.server.spi.StoppedAdmission;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Finds who can stop a listener's admission here.
final class Admissions {
    private Admissions() {}

    static Optional<StoppedAdmission> stop(ListenerHandle listener) {
        Iterator<AdmissionControl> controls = ServiceLoader.load(
                        AdmissionControl.class, AdmissionControl.class.getClassLoader())
                .iterator();
        Optional<StoppedAdmission> stopped = Optional.empty();
        boolean more = true;
        while (more && stopped.isEmpty()) {
            try {
                more = controls.hasNext();
                stopped = more ? stopBy(controls.next(), listener) : stopped;
            } catch (ServiceConfigurationError cannotBeLoaded) {
                // Made for a newer JDK, for example; without it the listener is stopped the plain way.
            }
        }
        return stopped;
    }

    /// A provider is a help, never a condition: whatever it throws, the stop goes on.
    private static Optional<StoppedAdmission> stopBy(AdmissionControl control, ListenerHandle listener) {
        try {
            return control.isAvailable() ? control.stop(listener) : Optional.empty();
        } catch (RuntimeException | LinkageError failed) {
            return Optional.empty();
        }
    }
}
