package dev.finwait.bench.linger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A child process that runs [ManyPeers]. Used by one thread.
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    PeerProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyPeers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    void tell(String command) {
        commands.println(command);
    }

    void awaitDone() throws IOException {
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("the process of the peers said " + answer + " instead of done");
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
