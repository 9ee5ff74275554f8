package dev.finwait.lab.stage;

import dev.finwait.linux.socket.RawSocket;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/// A server's TLS handshake over a raw socket, session tickets included. For one thread.
final class TlsHandshake {
    private final SSLEngine engine;
    private final RawSocket socket;
    private final ByteBuffer received;
    private final ByteBuffer out;
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer application;

    TlsHandshake(SSLEngine engine, RawSocket socket) {
        this.engine = engine;
        this.socket = socket;
        this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.application = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    void run() throws IOException {
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING) {
            status = switch (status) {
                case NEED_WRAP -> wrap();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case NEED_TASK -> runTask();
                case FINISHED, NOT_HANDSHAKING -> engine.getHandshakeStatus();
            };
        }
    }

    private HandshakeStatus wrap() throws IOException {
        out.clear();
        engine.wrap(nothing, out);
        byte[] record = new byte[out.flip().remaining()];
        out.get(record);
        socket.send(record).orThrow();
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus unwrap() throws IOException {
        received.flip();
        SSLEngineResult result = engine.unwrap(received, application);
        received.compact();
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            fill();
        }
        return engine.getHandshakeStatus();
    }

    private void fill() throws IOException {
        byte[] chunk = new byte[received.remaining()];
        long bytes = socket.recv(chunk).orThrow().value();
        if (bytes == 0) {
            throw new EOFException("the client ended the connection during the handshake");
        }
        received.put(chunk, 0, (int) bytes);
    }

    private HandshakeStatus runTask() {
        engine.getDelegatedTask().run();
        return engine.getHandshakeStatus();
    }
}
