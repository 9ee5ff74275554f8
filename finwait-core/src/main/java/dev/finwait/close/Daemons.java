package dev.finwait.close;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Threads that keep nothing of the application alive: not the JVM, no inherited thread-locals, no context
/// class loader.
final class Daemons {
    private Daemons() {}

    static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /// Makes a factory of virtual threads (JEP 444).
    ///
    /// @return null where the JVM has none (before 21)
    static @Nullable ThreadFactory virtualThreads(String name) {
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            builderType.getMethod("name", String.class).invoke(builder, name);
            Method inherit = builderType.getMethod("inheritInheritableThreadLocals", boolean.class);
            inherit.invoke(builder, false);
            return (ThreadFactory) builderType.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException | UnsupportedOperationException none) {
            return null;
        }
    }
}
