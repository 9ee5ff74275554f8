package dev.finwait.capture.flow;

import java.util.Random;

/// Connections of any kind that end with a reset, made of a seed.
final class Conversations {
    private final Random random;

    Conversations(long seed) {
        random = new Random(seed);
    }

    /// A connection with a number of its own.
    Script next(int number) {
        Script script = new Script(number, Script.START + random.nextInt(1000) * Script.MILLI);
        script.handshake();
        exchange(script);
        switch (random.nextInt(5)) {
            case 0 -> end(script).abort();
            case 1 -> end(script).fin().pause(500);
            case 2 -> keepAliveRace(script);
            case 3 -> abortInMidStream(script);
            default -> closeThenAbort(script);
        }
        if (script.packets.get(script.packets.size() - 1).flags() == (Script.FIN | Script.ACK)) {
            end(script).abort();
        }
        return script.pause(5000);
    }

    private void exchange(Script script) {
        int turns = random.nextInt(6);
        for (int i = 0; i < turns; i++) {
            script.client.data(1 + random.nextInt(1400)).server.ack();
            for (int answers = random.nextInt(4); answers > 0; answers--) {
                script.server.data(1 + random.nextInt(60_000));
            }
            script.client.ack().pause(random.nextInt(100) * Script.MILLI);
        }
    }

    private Script.End end(Script script) {
        return random.nextBoolean() ? script.client : script.server;
    }

    private void keepAliveRace(Script script) {
        script.pause(2 * Script.SECOND).server.fin().client.ack().pause(3 * Script.MILLI);
        script.client.data(300).server.reply(script.server.sent());
    }

    private void abortInMidStream(Script script) {
        script.server.data(1000).server.data(1000).client.abort();
        script.server.data(1000).client.reply(script.client.sent());
    }

    private void closeThenAbort(Script script) {
        script.client.data(10).server.ack().server.fin().server.abort();
    }
}
