package dev.finwait.close;

import java.io.IOException;
import java.net.Socket;

final class Readers {
    static final int FAILED = -2;

    private Readers() {}

    static int readOrMinusTwo(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            return FAILED;
        }
    }

    /// Reads to the end and tells which one it was.
    static End endOf(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return End.END_OF_STREAM;
        } catch (IOException e) {
            return Resets.isReset(e) ? End.RESET : End.OTHER;
        }
    }

    /// Writes until that fails, and reads nothing.
    static boolean flood(Socket peer) {
        byte[] block = new byte[100_000];
        try {
            while (true) {
                peer.getOutputStream().write(block);
            }
        } catch (IOException gone) {
            return true;
        }
    }

    enum End {
        END_OF_STREAM,
        RESET,
        OTHER
    }
}
