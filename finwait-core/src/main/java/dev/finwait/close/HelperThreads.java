package dev.finwait.close;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// Threads for the second direction of a connection: virtual ones where the JVM has them, else daemons.
final class HelperThreads {
    private static final @Nullable MethodHandle START_VIRTUAL = findStartVirtual();

    private HelperThreads() {}

    static void start(String name, Runnable work) {
        MethodHandle startVirtual = START_VIRTUAL;
        if (startVirtual == null) {
            startDaemon(name, work);
            return;
        }
        try {
            Thread started = (Thread) startVirtual.invokeExact(work);
            started.setName(name);
        } catch (Throwable e) {
            startDaemon(name, work);
        }
    }

    private static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /// `Thread.startVirtualThread` of Java 21.
    private static @Nullable MethodHandle findStartVirtual() {
        try {
            MethodType type = MethodType.methodType(Thread.class, Runnable.class);
            return MethodHandles.publicLookup().findStatic(Thread.class, "startVirtualThread", type);
        } catch (ReflectiveOperationException olderJava) {
            return null;
        }
    }
}
