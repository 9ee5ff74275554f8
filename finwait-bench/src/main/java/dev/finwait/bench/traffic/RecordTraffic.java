package dev.finwait.bench.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Records a capture of real TCP connections that end in many ways, and writes beside it how each was meant to end.
/// All of it happens in a network namespace of its own, which ends with the process.
@Command(
        name = "record-traffic",
        mixinStandardHelpOptions = true,
        description = "Records real TCP connections that end in many ways. Writes FILE and, beside it, "
                + "*.intents.jsonl: how each was meant to end.",
        footer = "Root only; needs tcpdump, ip and unshare. Example: record-traffic big.pcap --size 400M")
public final class RecordTraffic implements Callable<Integer> {
    private static final String NAME = "record-traffic";

    /// What a connection takes in a capture, on average, unless asked for otherwise.
    private static final long BYTES_PER_CONNECTION = 9_000;

    private static final int FEWEST_BYTES_PER_CONNECTION = 2_500;

    /// One in a hundred stays open, with two descriptors of one process.
    private static final int MOST_CONNECTIONS = 500_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The capture; an existing one is overwritten.")
    @SuppressWarnings("NullAway.Init")
    private Path capture;

    @Option(
            names = "--size",
            defaultValue = "400M",
            converter = ByteCount.class,
            description = "About how large it becomes, such as 400M or 2G (powers of ten). Default: ${DEFAULT-VALUE}.")
    private long size;

    @Option(names = "--connections", description = "About how many. Default: one for each 9,000 bytes.")
    private int connections;

    @Option(names = "--snaplen", defaultValue = "262144", description = "Bytes captured of each packet. Default: all.")
    private int snapLength;

    @Option(names = "--seed", defaultValue = "1", description = "Other numbers give other connections.")
    private long seed;

    @Option(
            names = "--at-once",
            defaultValue = "1000",
            description = "Connections at the same time. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(names = "--minutes", defaultValue = "30", description = "When to give up. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    private RecordTraffic() {}

    /// Records, and ends this process: 0 done, 1 something went wrong on the way, 2 bad usage, 3 cannot run here.
    ///
    /// @param args see `--help`
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new RecordTraffic())
                .setParameterExceptionHandler((misuse, ignore) -> {
                    System.err.println(NAME + ": " + misuse.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        int count = count();
        Path folder = capture.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw misused("there is no folder " + folder);
        }
        if (!canMakeNamespaces()) {
            System.err.println(
                    NAME + ": needs root, ip, unshare and tcpdump, to record in a network namespace of its own");
            return 3;
        }
        return recordInNamespace(count);
    }

    private int count() {
        long count = connections > 0 ? connections : size / BYTES_PER_CONNECTION;
        if (count < 1 || size / count < FEWEST_BYTES_PER_CONNECTION) {
            throw misused("a connection takes at least %,d bytes; ask for more --size or fewer --connections"
                    .formatted(FEWEST_BYTES_PER_CONNECTION));
        }
        if (count > MOST_CONNECTIONS) {
            throw misused(
                    "at most %,d connections can be recorded; dev.finwait.bench.stretch.Stretch makes longer streams"
                            .formatted(MOST_CONNECTIONS));
        }
        return (int) count;
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /// Tells whether this user may do so, and the programs are there.
    static boolean canMakeNamespaces() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("unshare", "--net", "sh", "-c", "ip link && command -v tcpdump")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int recordInNamespace(int count) throws IOException, InterruptedException {
        List<String> command = List.of(
                "unshare",
                "--net",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Recording.class.getName(),
                capture.toAbsolutePath().toString(),
                Integer.toString(count),
                Long.toString(size),
                Integer.toString(snapLength),
                Long.toString(seed),
                Integer.toString(atOnce));
        Process recording = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread atExit = new Thread(recording::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            if (recording.waitFor(minutes, TimeUnit.MINUTES)) {
                recording.inputReader().lines().forEach(spec.commandLine().getOut()::println);
                return recording.exitValue();
            }
            System.err.println(NAME + ": not done after " + minutes + " minutes; --minutes sets that limit");
            return 1;
        } finally {
            recording.destroy();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }
}
