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
}
