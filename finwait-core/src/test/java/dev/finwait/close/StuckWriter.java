package dev.finwait.close;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/// A thread that writes until the peer's window and the send buffer are full, and then hangs in the write.
final class StuckWriter {
    private final AtomicLong written = new AtomicLong();
    private final Task<IOException> task;

    private StuckWriter(Socket socket, ThreadFactory threads) {
        task = Task.start(() -> write(socket), threads);
    }

    static StuckWriter on(Socket socket) {
        StuckWriter writer = new StuckWriter(socket, Task.platform());
        // A writer that made no progress for so long is stuck, as nobody reads.
        await().atMost(Duration.ofSeconds(60))
                .during(Duration.ofMillis(300))
                .until(writer.written::get, new NoChange()::test);
        return writer;
    }

    /// The bytes of all writes that succeeded.
    long written() {
        return written.get();
    }

    boolean isStuck() {
        return task.isIn("write");
    }

    /// What the write ended with.
    IOException failure() throws Exception {
        return task.result();
    }

    private IOException write(Socket socket) {
        byte[] block = new byte[16_384];
        try {
            while (true) {
                socket.getOutputStream().write(block);
                written.addAndGet(block.length);
            }
        } catch (IOException e) {
            return e;
        }
    }

    private static final class NoChange {
        private long last = -1;

        boolean test(long now) {
            boolean same = now == last;
            last = now;
            return same;
        }
    }
}
