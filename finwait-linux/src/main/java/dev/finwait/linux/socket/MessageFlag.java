package dev.finwait.linux.socket;

/// A flag of send(2) or recv(2).
public enum MessageFlag {
    /// Receive: leave the data in the queue. The error of a socket is consumed nevertheless.
    MSG_PEEK(0x02),
    /// Receive on TCP: discard the data in the kernel, without copying it.
    MSG_TRUNC(0x20),
    /// Do not wait: EAGAIN instead.
    MSG_DONTWAIT(0x40),
    /// Receive: wait until the buffer is full, the stream ends or an error comes.
    MSG_WAITALL(0x100),
    /// Urgent data.
    MSG_OOB(0x01),
    /// Send: more data follows, so hold an incomplete segment back.
    MSG_MORE(0x8000);

    private final int bit;

    MessageFlag(int bit) {
        this.bit = bit;
    }

    static int bits(MessageFlag... flags) {
        int bits = 0;
        for (MessageFlag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }

    /// Renders flags as a further argument of a call.
    static String argument(MessageFlag... flags) {
        if (flags.length == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(", ");
        for (int i = 0; i < flags.length; i++) {
            text.append(i == 0 ? "" : "|").append(flags[i]);
        }
        return text.toString();
    }
}
