package dev.finwait.close;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Ends the stream of an [SSLEngine] and runs what arrives through it, to nowhere.
final class EngineDrain {
    /// An engine that produces neither bytes nor an end is not asked for ever.
    private static final int MOST_STEPS = 32;

    private final SSLEngine engine;
    private ByteBuffer record; // begun but not whole, ready to be written to
    private ByteBuffer plain;
    private boolean closeNotifyReceived;
    private boolean broken;

    EngineDrain(SSLEngine engine) {
        this.engine = engine;
        record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        closeNotifyReceived = engine.isInboundDone();
    }

    boolean closeNotifyReceived() {
        return closeNotifyReceived;
    }

    /// During a handshake there are several records: what is outstanding, user_canceled, close_notify.
    ByteBuffer closeNotify() {
        engine.closeOutbound();
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        try {
            for (int step = 0; step < MOST_STEPS && !engine.isOutboundDone(); step++) {
                SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), out);
                if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                    out = ByteBuffer.allocate(2 * out.capacity()).put(out.flip());
                } else if (result.bytesProduced() == 0 && !runTasks()) {
                    break;
                }
            }
        } catch (SSLException noSession) {
            // Without a session there is nothing to end.
        }
        return out.flip();
    }

    /// Takes all of it. After a failure it is not looked at any more.
    void take(ByteBuffer ciphertext) throws SSLException {
        while (ciphertext.hasRemaining()) {
            if (broken || closeNotifyReceived) {
                ciphertext.position(ciphertext.limit());
                return;
            }
            fill(ciphertext);
            unwrapAll();
        }
    }

    private void fill(ByteBuffer ciphertext) {
        int limit = ciphertext.limit();
        ciphertext.limit(ciphertext.position() + Math.min(ciphertext.remaining(), record.remaining()));
        record.put(ciphertext);
        ciphertext.limit(limit);
    }

    private void unwrapAll() throws SSLException {
        record.flip();
        try {
            boolean more = true;
            while (more) {
                more = unwrap();
            }
        } catch (SSLException e) {
            broken = true;
            throw e;
        } finally {
            record.compact();
        }
    }

    /// Unwraps one record.
    ///
    /// @return false when the rest is no whole record, or the stream has ended
    private boolean unwrap() throws SSLException {
        plain.clear();
        SSLEngineResult result = engine.unwrap(record, plain);
        switch (result.getStatus()) {
            case CLOSED -> closeNotifyReceived = engine.isInboundDone();
            case BUFFER_OVERFLOW -> {
                plain = larger(plain, engine.getSession().getApplicationBufferSize());
                return true;
            }
            case BUFFER_UNDERFLOW -> {
                growIfFull();
                return false;
            }
            case OK -> {
                if (runTasks()) {
                    return true;
                }
            }
        }
        boolean progress = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        return !closeNotifyReceived && progress && record.hasRemaining();
    }

    /// Makes room for a record that is larger than was thought.
    private void growIfFull() {
        if (record.remaining() == record.capacity()) {
            ByteBuffer grown = larger(record, engine.getSession().getPacketBufferSize());
            record = grown.put(record).flip();
        }
    }

    private static ByteBuffer larger(ByteBuffer than, int atLeast) {
        return ByteBuffer.allocate(Math.max(2 * than.capacity(), atLeast));
    }

    private boolean runTasks() {
        boolean ran = false;
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
                ran = true;
            }
        }
        return ran;
    }
}
