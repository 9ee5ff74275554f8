package dev.finwait.linux.socket;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.linux.Connection;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sees from outside what the threads of this process do.
final class Threads {
    private Threads() {}

    /// Waits until some thread is inside a system call whose first argument is this descriptor.
    static void awaitCallOn(int fd) {
        assumeTrue(isShown(), "this kernel does not show the system calls of threads");
        // A thread may end while its file is read.
        await().atMost(Connection.LONG).ignoreExceptions().until(() -> isInCall(fd));
    }

    private static boolean isShown() {
        try {
            return !Files.readString(Path.of("/proc/thread-self/syscall")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInCall(int fd) throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                // Number, first argument, ...; "running" when in none.
                String[] call = Files.readString(task.resolve("syscall")).split(" ", 3);
                if (call.length == 3 && call[1].equals("0x" + Integer.toHexString(fd))) {
                    return true;
                }
            }
        }
        return false;
    }
}
