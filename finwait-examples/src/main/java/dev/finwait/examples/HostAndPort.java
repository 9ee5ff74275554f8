package dev.finwait.examples;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `HOST:PORT`; an IPv6 address stands in brackets.
public final class HostAndPort implements ITypeConverter<InetSocketAddress> {
    /// Made by the command line.
    public HostAndPort() {}

    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            // No number, or none of a port.
        }
        throw new TypeConversionException("'" + text + "' is no address; write HOST:PORT");
    }
}
