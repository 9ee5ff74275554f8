package dev.finwait.client;

import dev.finwait.close.CloseBudget;
import dev.finwait.close.GracefulClose;
import java.net.Socket;
import java.util.function.Consumer;

/// What a socket made by a factory does when it is closed.
final class CloseStyle {
    private final Consumer<? super Socket> closer;

    private CloseStyle(Consumer<? super Socket> closer) {
        this.closer = closer;
    }

    static CloseStyle within(CloseBudget budget) {
        return new CloseStyle(socket -> GracefulClose.close(socket, budget));
    }

    static CloseStyle handingTo(Consumer<? super Socket> taker) {
        return new CloseStyle(taker);
    }

    void close(Socket socket) {
        closer.accept(socket);
    }
}
