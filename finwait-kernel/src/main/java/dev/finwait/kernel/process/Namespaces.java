package dev.finwait.kernel.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// In which namespaces this process lives: the host's first ones, or those of a container.
///
/// @param proc where `/proc` is
public record Namespaces(Path proc) {
    /// `PROC_PID_INIT_INO` in `include/linux/proc_ns.h`.
    private static final String FIRST_PID = "pid:[4026531836]";
    /// The second process of every kernel. A process namespace other than the first has none such.
    private static final Path KERNEL_THREADS = Path.of("2", "comm");

    /// Whether this process's network namespace is the host's first one: the only one with the
    /// settings of all of the host's network (`net_core_table` in `net/core/sysctl_net_core.c`).
    ///
    /// @return false only when it is known to be another one
    public boolean isFirstNetwork() {
        Path settings = proc.resolve("sys/net/core");
        return !Files.exists(settings.resolve("somaxconn")) || Files.exists(settings.resolve("netdev_max_backlog"));
    }

    /// Whether `/proc` counts processes as the kernel's events do. In a container without the
    /// host's process namespace the same number is another process.
    ///
    /// @return false only when it is known to be another count
    public boolean isProcOfHost() {
        try {
            String own = Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
            return own.equals(FIRST_PID)
                    || Files.readString(proc.resolve(KERNEL_THREADS)).startsWith("kthreadd");
        } catch (IOException e) {
            return !Files.exists(proc.resolve("self/ns/pid"), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
