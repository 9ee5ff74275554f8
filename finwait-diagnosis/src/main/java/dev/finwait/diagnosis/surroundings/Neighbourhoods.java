package dev.finwait.diagnosis.surroundings;

import java.util.LinkedHashMap;
import java.util.Map;

/// The histories of services and hosts, at most so many of each: one that no new connection belonged to for longest
/// is forgotten first. Not thread-safe.
///
/// @param <S> what names a service
/// @param <H> what names a host
public final class Neighbourhoods<S, H> {
    /// Services and hosts that are kept by default.
    public static final int MOST = 4096;

    private final Map<S, ServiceHistory> services;
    private final Map<H, HostHistory> hosts;

    /// Keeps [#MOST] of each.
    public Neighbourhoods() {
        this(MOST);
    }

    /// Keeps so many of each.
    ///
    /// @param most the most services, and the most hosts
    public Neighbourhoods(int most) {
        services = new Latest<>(most);
        hosts = new Latest<>(most);
    }

    /// Where a connection belongs. Counts it for its service.
    ///
    /// @param service the server's address and port
    /// @param clientHost the client's address
    /// @param serverHost the server's address
    /// @return the histories
    public Neighbourhood of(S service, H clientHost, H serverHost) {
        ServiceHistory history = services.computeIfAbsent(service, any -> new ServiceHistory());
        history.connection();
        HostHistory client = hosts.computeIfAbsent(clientHost, any -> new HostHistory());
        HostHistory server = hosts.computeIfAbsent(serverHost, any -> new HostHistory());
        return new Neighbourhood(history, client, server);
    }

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
