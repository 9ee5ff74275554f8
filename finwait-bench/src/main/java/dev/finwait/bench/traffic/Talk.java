package dev.finwait.bench.traffic;

import java.net.SocketException;

/// What both ends do before the ending, and single steps of endings.
final class Talk {
    /// The client's requests, each answered before the next.
    static final Script ASK = (self, exchange) -> {
        for (int i = 0; i < exchange.requests(); i++) {
            self.send(Message.get(exchange));
            self.receive(Message.ok(exchange.bodyBytes()));
        }
    };

    /// The same towards a server whose last answer may be lost.
    static final Script ASK_UNTIL_RESET = (self, exchange) -> {
        try {
            ASK.play(self, exchange);
        } catch (SocketException ignore) {
            // That is the ending that was asked for.
        }
    };

    /// The server's answers.
    static final Script ANSWER = (self, exchange) -> {
        for (int i = 0; i < exchange.requests(); i++) {
            self.receive(Message.get(exchange));
            self.send(Message.ok(exchange.bodyBytes()));
        }
    };

    static final Script CLOSE = (self, exchange) -> self.close();
    static final Script HALF_CLOSE = (self, exchange) -> self.halfClose();
    static final Script MEET = (self, exchange) -> self.meet();
    static final Script AWAIT_UNREAD = (self, exchange) -> self.awaitUnread();
    static final Script CLOSE_LINGERING_ZERO = (self, exchange) -> self.closeLingeringZero();
    static final Script READ_TO_END = (self, exchange) -> self.receiveToEnd();
    static final Script READ_TO_ANY_END = (self, exchange) -> self.receiveToAnyEnd();
    static final Script ONE_MORE_REQUEST = (self, exchange) -> self.send(Message.get(exchange));
    static final Script IDLE = (self, exchange) -> self.idle(exchange.service().idleLimit());

    /// Two requests that nobody answers: the first is answered by a reset, the second fails.
    static final Script REQUESTS_IN_VAIN = (self, exchange) -> {
        self.sendInVain(Message.get(exchange));
        self.sendInVain(Message.get(exchange));
    };

    private Talk() {}
}
