package dev.finwait.error;

/// Reads stack frames: which operation of the JDK or Netty failed, and where the application's own code begins.
final class Frames {
    /// Frames looked at from the top; the operation shows in the first few.
    private static final int DEPTH = 16;

    /// Classes whose method names tell the operation; those of clients do not: `HttpClient.send` also reads.
    private static final String[] TRANSPORTS = {
        "java.net.Socket", "java.nio.channels.", "sun.nio.ch.", "sun.security.ssl.", "io.netty.channel."
    };

    private static final String[] PLUMBING = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "io.netty.",
        "reactor.",
        "okhttp3.",
        "okio.",
        "org.apache.",
        "org.eclipse.jetty.",
        "io.undertow.",
        "org.xnio.",
        "kotlin.",
        "kotlinx.",
        "scala.",
        "org.springframework."
    };

    private Frames() {}

    static Operation operation(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length && i < DEPTH; i++) {
            if (isApplication(frames[i].getClassName())) {
                break;
            }
            Operation operation = operation(frames[i].getClassName(), frames[i].getMethodName());
            if (operation != Operation.UNKNOWN) {
                return operation;
            }
        }
        return Operation.UNKNOWN;
    }

    /// What a method of a transport does, by its name: `implRead`, `writev0`, `finishConnect`.
    static Operation operation(String className, String method) {
        if (!startsWithAny(className, TRANSPORTS)) {
            return Operation.UNKNOWN;
        }
        if (method.startsWith("write") || method.contains("Write") || method.startsWith("send")) {
            return Operation.WRITE;
        }
        if (method.startsWith("read") || method.contains("Read") || method.startsWith("recv")) {
            return Operation.READ;
        }
        if (isConnect(method)) {
            return Operation.CONNECT;
        }
        return Operation.UNKNOWN;
    }

    /// Tells whether a class belongs to an application rather than to the JDK or a network library.
    static boolean isApplication(String className) {
        return !startsWithAny(className, PLUMBING);
    }

    private static boolean startsWithAny(String className, String[] prefixes) {
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnect(String method) {
        return (method.startsWith("connect") || method.contains("Connect"))
                && !method.contains("onnection")
                && !method.contains("onnected");
    }
}
