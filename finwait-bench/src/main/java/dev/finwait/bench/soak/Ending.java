package dev.finwait.bench.soak;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// How a peer behaves towards a side that closes gracefully.
enum Ending {
    /// It has sent a request that nobody reads, and closes its side when it sees ours closed.
    FOLLOWS {
        @Override
        void before(SocketChannel peer) throws IOException {
            send(peer, 200);
        }

        @Override
        void after(SocketChannel peer) throws IOException {
            readToEnd(peer);
            peer.close();
        }
    },
    /// It has sent an upload and half-closed first.
    LEADS {
        @Override
        void before(SocketChannel peer) throws IOException {
            send(peer, 32 * 1024);
            peer.shutdownOutput();
        }

        @Override
        void after(SocketChannel peer) throws IOException {
            readToEnd(peer);
            peer.close();
        }
    },
    /// It resets the connection.
    RESETS {
        @Override
        void before(SocketChannel peer) throws IOException {
            send(peer, 200);
            peer.setOption(StandardSocketOptions.SO_LINGER, 0);
            peer.close();
        }

        @Override
        void after(SocketChannel peer) {}
    },
    /// It says nothing, until our budget is over.
    SILENT {
        @Override
        void before(SocketChannel peer) {}

        @Override
        void after(SocketChannel peer) throws IOException {
            readToEnd(peer);
            peer.close();
        }
    };

    /// What it does before we close.
    ///
    /// @param peer its end
    /// @throws IOException if its socket fails
    abstract void before(SocketChannel peer) throws IOException;

    /// What it does once we have begun to close.
    ///
    /// @param peer its end
    /// @throws IOException if its socket fails
    abstract void after(SocketChannel peer) throws IOException;

    /// Tells whether it ends its side before, or without, our end-of-stream: then we may wait for the end first.
    ///
    /// @return false if it waits for us
    boolean endsByItself() {
        return this != FOLLOWS;
    }

    private static void send(SocketChannel peer, int bytes) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(bytes);
        while (data.hasRemaining()) {
            peer.write(data);
        }
    }

    private static void readToEnd(SocketChannel peer) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(1024);
        while (peer.read(into) >= 0) {
            into.clear();
        }
    }
}
