package dev.finwait.error;

import java.io.IOException;

/// Exception types that say enough by their name. Types of libraries are known by name only, so that none is needed.
final class TypeNames {
    private TypeNames() {}

    static Recognition recognize(String className) {
        return switch (className) {
            case "java.nio.channels.ClosedChannelException",
                    "java.nio.channels.AsynchronousCloseException",
                    "java.nio.channels.ClosedByInterruptException",
                    "io.netty.channel.StacklessClosedChannelException" -> Recognition.of(SocketError.CLOSED_LOCALLY);
            case "java.nio.channels.NotYetConnectedException" -> Recognition.of(SocketError.NOT_CONNECTED);
            case "java.net.NoRouteToHostException" -> connect(SocketError.UNREACHABLE);
            case "java.net.PortUnreachableException" -> Recognition.of(SocketError.REFUSED);
            case "java.net.http.HttpConnectTimeoutException",
                    "io.netty.channel.ConnectTimeoutException",
                    "org.apache.http.conn.ConnectTimeoutException",
                    "org.apache.hc.client5.http.ConnectTimeoutException" -> connect(SocketError.TIMED_OUT);
            case "java.net.ConnectException" -> connect(SocketError.CONNECT_FAILED);
            case "java.net.SocketTimeoutException",
                    "java.net.http.HttpTimeoutException",
                    "java.nio.channels.InterruptedByTimeoutException" -> Recognition.of(SocketError.TIMED_OUT);
            case "io.netty.handler.timeout.ReadTimeoutException" ->
                new Recognition(SocketError.TIMED_OUT, Operation.READ);
            case "io.netty.handler.timeout.WriteTimeoutException" ->
                new Recognition(SocketError.TIMED_OUT, Operation.WRITE);
            case "java.io.EOFException",
                    "org.apache.http.NoHttpResponseException",
                    "org.apache.hc.core5.http.NoHttpResponseException",
                    "org.apache.http.ConnectionClosedException",
                    "org.apache.hc.core5.http.ConnectionClosedException",
                    "reactor.netty.http.client.PrematureCloseException" ->
                new Recognition(SocketError.UNEXPECTED_END, Operation.READ);
            default -> Recognition.UNKNOWN;
        };
    }

    /// Tells whether an exception of this type reports input or output, so that its words may be taken at face value.
    static boolean isInputOutput(Class<?> type) {
        return IOException.class.isAssignableFrom(type);
    }

    /// The same for a type of which only the name is known.
    static boolean isInputOutput(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.contains("IO")
                || simple.contains("Io")
                || simple.contains("Socket")
                || simple.contains("Connect")
                || simple.contains("Channel")
                || simple.contains("SSL")
                || simple.contains("EOF")
                || simple.contains("Timeout");
    }

    private static Recognition connect(SocketError error) {
        return new Recognition(error, Operation.CONNECT);
    }
}
