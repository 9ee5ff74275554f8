package dev.finwait.bench.early;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A server under test.
///
/// @param name what tables call it
/// @param address where it listens
record Server(String name, InetSocketAddress address) {
    /// Reads `NAME=ADDRESS:PORT`.
    static final class Converter implements ITypeConverter<Server> {
        @Override
        public Server convert(String text) {
            int equals = text.lastIndexOf('=');
            int colon = text.lastIndexOf(':');
            if (equals < 1 || colon < equals) {
                throw new TypeConversionException("'" + text + "' is no server; write NAME=ADDRESS:PORT");
            }
            int port = Integer.parseInt(text.substring(colon + 1));
            return new Server(
                    text.substring(0, equals), new InetSocketAddress(text.substring(equals + 1, colon), port));
        }
    }

    String url(Answer answer) {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + answer.path();
    }
}
