package dev.finwait.capture.decode;

/// What carries one IP packet in another.
enum TunnelKind {
    VXLAN("VXLAN", 1),
    GENEVE("GENEVE", 2),
    GRE("GRE", 3),
    IPV4("IPv4 in IP", 4),
    IPV6("IPv6 in IP", 5);

    private final String title;
    private final int code;

    TunnelKind(String title, int code) {
        this.title = title;
        this.code = code;
    }

    /// How people call it.
    String title() {
        return title;
    }

    /// Tells kinds apart in keys.
    int code() {
        return code;
    }
}
