package dev.finwait.close;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Selectors kept for the next close that must wait: to open and close one costs several system calls, more than
/// all the rest of a close. A few are kept, each of which holds two descriptors.
final class IdleSelectors {
    private static final int MOST = 4;
    private static final BlockingQueue<Selector> IDLE = new ArrayBlockingQueue<>(MOST);

    private IdleSelectors() {}

    /// Gives a selector with which nothing is registered.
    static Selector take(SocketChannel channel) throws IOException {
        boolean standard = channel.provider().equals(SelectorProvider.provider());
        Selector idle = standard ? IDLE.poll() : null;
        return idle != null ? idle : channel.provider().openSelector();
    }

    /// Takes a selector back, and the channel of its one key out of it.
    static void giveBack(Selector selector, SelectionKey key) throws IOException {
        key.cancel();
        selector.selectNow();
        boolean standard = selector.provider().equals(SelectorProvider.provider());
        if (!standard || !IDLE.offer(selector)) {
            selector.close();
        }
    }
}
