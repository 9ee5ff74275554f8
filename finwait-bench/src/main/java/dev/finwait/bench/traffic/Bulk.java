package dev.finwait.bench.traffic;

/// Steps of endings in which much data is on its way.
final class Bulk {
    /// So small a receive buffer that the other end has to wait; in bytes.
    static final int SMALL_WINDOW = 16 << 10;

    private static final int DOWNLOAD_BYTES = 256 << 10;
    private static final int UPLOAD_BYTES = 96 << 10;

    /// More than a small window takes, less than the room made for it.
    private static final int UNSENT_BYTES = 48 << 10;

    private static final int SEND_BUFFER_BYTES = 128 << 10;

    static final Script UPLOAD_HALF_CLOSED = (self, exchange) -> {
        self.send(Message.upload(exchange, exchange.bodyBytes()));
        self.halfClose();
    };

    static final Script ANSWER = (self, exchange) -> self.send(Message.ok(200));

    static final Script DOWNLOAD_IN_VAIN = (self, exchange) -> self.sendInVain(Message.ok(DOWNLOAD_BYTES));

    static final Script READ_A_LITTLE = (self, exchange) -> self.receive(4_000);

    static final Script UPLOAD_IN_VAIN = (self, exchange) -> self.sendInVain(Message.upload(exchange, UPLOAD_BYTES));

    /// Reads the head of an upload only.
    static final Script REFUSE_UPLOAD = (self, exchange) -> {
        self.receive(Message.upload(exchange, UPLOAD_BYTES).head().length());
        self.send(Message.tooLarge());
        self.awaitUnread();
        self.close();
    };

    static final Script ANSWERS_IN_VAIN = (self, exchange) -> {
        self.sendInVain(Message.ok(exchange.bodyBytes()));
        self.sendInVain(Message.ok(exchange.bodyBytes()));
    };

    /// Leaves most of an answer unsent.
    static final Script ANSWER_INTO_BUFFER = (self, exchange) -> {
        self.bufferWhatIsSent(SEND_BUFFER_BYTES);
        self.send(Message.ok(UNSENT_BYTES));
    };

    private Bulk() {}
}
