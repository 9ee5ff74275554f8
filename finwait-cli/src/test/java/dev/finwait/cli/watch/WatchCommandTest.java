package dev.finwait.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.finwait.cli.CommandFailure;
import dev.finwait.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;

/// The command; what is live needs root and says so when it is skipped.
@Timeout(180)
final class WatchCommandTest {
    @TempDir
    Path folder;

    private static int run(StringWriter out, StringWriter err, String... args) {
        CommandLine command = new CommandLine(WatchCommand.command())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        try {
            return new CommandLine.RunLast().execute(command.parseArgs(args));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void assertRefused(String message, String... args) {
        assertThatThrownBy(() -> run(new StringWriter(), new StringWriter(), args))
                .as(Arrays.toString(args))
                .isInstanceOfAny(ParameterException.class, CommandFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertRefused("is no duration", "--duration", "soon");
        assertRefused("is no duration", "--duration", "0s");
        assertRefused("wants a number of 1 or more, not 0", "--count", "0");
        assertRefused("port 70000 is not within", "--port", "70000");
        assertRefused("did you mean 'linger-zero'?", "--cause", "linger-zer");
        assertRefused("--top draws on a terminal", "--top");
        assertRefused("take one of them", "--top", "--json");
        assertRefused("is no address to listen on", "--prometheus=a b");
        assertRefused("--direction", "--direction", "sideways");
    }

    @Test
    void aRecordingIsNeverReplaced() throws IOException {
        Path there = Files.writeString(folder.resolve("trace.jsonl"), "mine\n");
        assertRefused("exists already", "--record", there.toString(), "--duration", "1s");
        assertRefused(
                "no such directory",
                "--record",
                folder.resolve("no/trace.jsonl").toString());
        assertThat(there).hasContent("mine\n");
    }

    /// The command as a process of its own, as signals and the end of a pipe concern processes.
    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path", ""),
                "dev.finwait.cli.main.Main",
                "watch"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    /// Waits until it watches.
    private static void awaitStart(Process watch, BufferedReader messages) throws IOException {
        String line = messages.readLine();
        while (line != null && !line.startsWith("finwait: watching ")) {
            boolean mayNot = line.contains("root");
            if (mayNot) {
                watch.destroyForcibly();
                System.out.println("WatchCommandTest skipped: " + line);
                assumeTrue(false, line);
            }
            line = messages.readLine();
        }
        assertThat(line).startsWith("finwait: watching ");
    }

    /// The server closes while a request lies unread.
    private static int resetOne() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            Socket accepted = listener.accept();
            client.getOutputStream().write(new byte[100]);
            while (accepted.getInputStream().available() < 100) {
                Thread.onSpinWait();
            }
            accepted.setSoLinger(true, 0);
            accepted.close();
            return listener.getLocalPort();
        }
    }

    private static Stream<Path> instances(Process watch) throws IOException {
        Path instances = Path.of("/sys/kernel/tracing/instances");
        if (!Files.isDirectory(instances)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(instances)) {
            return all
                    .filter(path -> path.getFileName().toString().startsWith("finwait-" + watch.pid() + "-"))
                    .toList()
                    .stream();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aResetIsToldAndRecordedAndTheWatchEndsAfterTheCount() throws Exception {
        Path trace = folder.resolve("trace.jsonl");
        String pid = Long.toString(ProcessHandle.current().pid());
        Process watch = start("--json", "--count", "1", "--process", pid, "--record", trace.toString());
        try (BufferedReader messages = watch.errorReader();
                BufferedReader out = watch.inputReader()) {
            awaitStart(watch, messages);
            int port = resetOne();
            List<String> lines = out.readAllLines();
            assertThat(watch.waitFor()).isEqualTo(ExitCode.DONE);
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst())
                    .contains(
                            "\"server\":\"127.0.0.1:" + port + "\"",
                            "\"kernelReason\":\"TCP_STATE\"",
                            "\"pid\":" + pid);
            assertThat(lines.getLast()).startsWith("{\"type\":\"summary\"").contains("\"resets\":1,");
            assertThat(Files.readString(trace)).contains("\"type\":\"kernel\"", ":" + port);
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSignalEndsItWithTheSummaryAndLeavesNothingBehind() throws Exception {
        Process watch = start("--json");
        try (BufferedReader messages = watch.errorReader();
                BufferedReader out = watch.inputReader()) {
            awaitStart(watch, messages);
            watch.destroy();
            assertThat(out.readAllLines().getLast()).startsWith("{\"type\":\"summary\"");
            assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.exitValue()).as("128 and SIGTERM").isEqualTo(143);
            assertThat(instances(watch)).isEmpty();
        } finally {
            watch.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aReaderThatWentAwayEndsItInOrder() throws Exception {
        Process watch = start("--json");
        try (BufferedReader messages = watch.errorReader()) {
            awaitStart(watch, messages);
            watch.getInputStream().close();
            resetOne();
            assertThat(watch.waitFor()).isEqualTo(ExitCode.DONE);
            assertThat(messages.readAllLines()).noneMatch(line -> line.contains("defect"));
            assertThat(instances(watch)).isEmpty();
        } finally {
            watch.destroyForcibly();
        }
    }
}
