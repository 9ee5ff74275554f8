package dev.finwait.export.prometheus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where to be scraped, as users write it.
///
/// @param host the name or address to listen on, an IPv6 address without brackets
/// @param port the port, 0 for any free one
public record ListenAddress(String host, int port) {
    /// 104 is ECONNRESET on Linux. Ports of exporters up to 9999 are all spoken for.
    public static final int DEFAULT_PORT = 10_104;

    /// Only this host may scrape, on the default port.
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", DEFAULT_PORT);

    private static final Pattern PORT = Pattern.compile(":?(?<port>[0-9]{1,5})");
    private static final Pattern BRACKETS = Pattern.compile("\\[(?<host>[0-9A-Fa-f:.%\\w]+)](:(?<port>[0-9]{1,5}))?");
    private static final Pattern HOST = Pattern.compile("(?<host>[\\w.-]+)(:(?<port>[0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 0xffff;

    /// Reads an address.
    ///
    /// @param text `PORT`, `HOST`, `HOST:PORT`, `[IPV6]` or `[IPV6]:PORT`; what is left out is taken from
    ///     [#DEFAULT]
    /// @return the address
    /// @throws IllegalArgumentException if it is none of these, with one line for the user
    public static ListenAddress parse(String text) {
        Matcher port = PORT.matcher(text);
        if (port.matches()) {
            return new ListenAddress(DEFAULT.host, port(port.group("port"), text));
        }
        for (Pattern pattern : new Pattern[] {BRACKETS, HOST}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                String number = matcher.group("port");
                return new ListenAddress(matcher.group("host"), number == null ? DEFAULT_PORT : port(number, text));
            }
        }
        throw wrong(text);
    }

    private static int port(String digits, String text) {
        int port = Integer.parseInt(digits);
        if (port > HIGHEST_PORT) {
            throw wrong(text);
        }
        return port;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address to listen on: write HOST:PORT, [IPV6]:PORT or "
                        + "PORT, for example 127.0.0.1:" + DEFAULT_PORT);
    }

    /// The address as it was written.
    ///
    /// @return for example `127.0.0.1:10104` or `[::1]:10104`
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
