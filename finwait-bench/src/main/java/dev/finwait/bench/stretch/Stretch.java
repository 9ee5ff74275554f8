package dev.finwait.bench.stretch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a capture many times over to standard output, each time later and with other addresses, so that every copy
/// of a connection is a connection of its own.
@Command(
        name = "stretch",
        mixinStandardHelpOptions = true,
        description = "Writes copies of a capture to standard output, each a second behind the one before and with "
                + "IPv4 addresses of its own, as one capture.",
        footer = "Example: stretch big.pcap --copies 50 | finwait why -")
public final class Stretch implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A pcap file of Ethernet packets.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--copies", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int copies;

    private Stretch() {}

    /// Writes, and ends this process: 0 done, 1 nobody reads on, 2 bad usage or no such capture.
    ///
    /// @param args see `--help`
    public static void main(String[] args) {
        System.exit(new CommandLine(new Stretch())
                .setParameterExceptionHandler((misuse, ignore) -> refuse(misuse.getMessage()))
                .execute(args));
    }

    @Override
    public Integer call() {
        if (copies < 1) {
            return refuse("--copies must be at least 1");
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileOutputStream stdout = new FileOutputStream(FileDescriptor.out)) {
            new Copier(in).write(copies, stdout.getChannel());
            return 0;
        } catch (NobodyReadsException e) {
            System.err.println("stretch: " + e.getMessage());
            return 1;
        } catch (NoSuchFileException e) {
            return refuse("there is no file " + file);
        } catch (IOException e) {
            return refuse(file + " " + e.getMessage());
        }
    }

    private static int refuse(@Nullable String why) {
        System.err.println("stretch: " + why);
        return CommandLine.ExitCode.USAGE;
    }
}
