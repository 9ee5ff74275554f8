package dev.finwait.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ToldQueueTest {
    @Test
    void whatIsToldComesInOrder() throws InterruptedException {
        ToldQueue queue = new ToldQueue();
        IOException why = new IOException("gone");
        queue.note("poor");
        queue.lost(3);
        queue.failed(why);
        assertThat(queue.poll(0)).isEqualTo(new Told.Note("poor"));
        assertThat(queue.poll(0)).isEqualTo(new Told.Lost(3));
        assertThat(queue.poll(0)).isEqualTo(new Told.Failed(why));
        assertThat(queue.poll(0)).isNull();
    }

    @Test
    void aFullQueueHoldsTheWatchUpUntilItShallEnd() throws InterruptedException {
        ToldQueue queue = new ToldQueue();
        Thread watch = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < 100_000; i++) {
                queue.lost(i);
            }
        });
        while (watch.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        queue.open();
        queue.open();
        watch.join();
        for (int i = 0; i < 100_000; i++) {
            assertThat(queue.poll(0)).isEqualTo(new Told.Lost(i));
        }
    }
}
