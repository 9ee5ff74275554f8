package dev.finwait.kernel.process;

import dev.finwait.diagnosis.facts.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `/proc`. Whatever is gone, or not for us to see, is absent.
///
/// @param proc where it is mounted
record ProcFiles(Path proc) {
    private static final int LONGEST_COMMAND = 1000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String THREAD_GROUP = "Tgid:";

    /// The processes that there are.
    ///
    /// @param most where to stop
    List<Long> processes(int most) {
        try (Stream<Path> folders = Files.list(proc)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .limit(most)
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /// The process that a task is a thread of.
    OptionalLong processOf(int task) {
        for (String line : lines(proc.resolve(Integer.toString(task)).resolve("status"))) {
            if (line.startsWith(THREAD_GROUP)) {
                return OptionalLong.of(
                        Long.parseLong(line.substring(THREAD_GROUP.length()).strip()));
            }
        }
        return OptionalLong.empty();
    }

    /// What a process is.
    ///
    /// @param host the network namespace of the host: who is in another one, and in no container of
    ///     a known kind, is in one that is named by its control group. Null when it is not known
    Optional<ProcessIdentity> identity(long pid, @Nullable String host) {
        Path folder = proc.resolve(Long.toString(pid));
        List<String> name = lines(folder.resolve("comm"));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ControlGroup group = ControlGroup.parse(lines(folder.resolve("cgroup")));
        boolean unknown = group.container() == null && host != null && isElsewhere(pid, host);
        String container = unknown ? group.path() : group.container();
        return Optional.of(new ProcessIdentity(pid, name.getFirst(), command(folder), container, group.unit()));
    }

    /// Whether a process is known to live in another network namespace than this one.
    boolean isElsewhere(long pid, String namespace) {
        return !networkNamespace(Long.toString(pid)).orElse(namespace).equals(namespace);
    }

    private static @Nullable String command(Path folder) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve("cmdline"));
            String words = new String(bytes, 0, Math.min(bytes.length, LONGEST_COMMAND), StandardCharsets.UTF_8);
            String line = words.replace('\0', ' ').strip();
            return line.isEmpty() ? null : line;
        } catch (IOException e) {
            return null;
        }
    }

    /// The network namespace of a process, for example `net:[4026531840]`.
    Optional<String> networkNamespace(String pid) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(proc.resolve(pid).resolve("ns/net")).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
