package dev.finwait.close;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Something that a thread of the test does, with its result.
final class Task<T> {
    private final FutureTask<T> future;
    private final Thread thread;

    private Task(Callable<T> work, ThreadFactory threads) {
        future = new FutureTask<>(work);
        thread = threads.newThread(future);
        thread.start();
    }

    static <T> Task<T> start(Callable<T> work) {
        return start(work, platform());
    }

    static <T> Task<T> start(Callable<T> work, ThreadFactory threads) {
        return new Task<>(work, threads);
    }

    static ThreadFactory platform() {
        return work -> {
            Thread thread = new Thread(work, "test-task");
            thread.setDaemon(true);
            return thread;
        };
    }

    /// A factory of virtual threads; skips the test where the JVM has none.
    static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (NoSuchMethodException | InvocationTargetException e) {
            return Assumptions.abort("this JVM has no virtual threads");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /// Tells whether the thread is in a method of that name, which a thread that waits there is.
    boolean isIn(String methodName) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(methodName));
    }

    T result() throws Exception {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
