package dev.finwait.linux.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.finwait.linux.ffi.LibC;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/// The descriptors of this process, found through `/proc/self/fd` by the inodes of their sockets.
final class OwnDescriptors {
    private static final Path DIRECTORY = Path.of("/proc/self/fd");
    private static final String SOCKET = "socket:[";
    private static final int F_DUPFD_CLOEXEC = 1030;

    private OwnDescriptors() {}

    /// Finds the numbers of the sockets with these inodes. By the time they are used they may be closed.
    static List<Integer> ofSockets(LongPredicate inodes) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(DIRECTORY)) {
            for (Path link : links) {
                OptionalLong inode = inodeOf(link);
                if (inode.isPresent() && inodes.test(inode.getAsLong())) {
                    found.add(Integer.parseInt(link.getFileName().toString()));
                }
            }
        }
        return found;
    }

    static OptionalLong inodeOf(int fd) {
        return inodeOf(DIRECTORY.resolve(Integer.toString(fd)));
    }

    private static OptionalLong inodeOf(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith(SOCKET)
                    ? OptionalLong.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
                    : OptionalLong.empty();
        } catch (IOException closedMeanwhile) {
            return OptionalLong.empty();
        }
    }

    /// Makes a second descriptor of the same file, whose number nobody else closes.
    ///
    /// @return the number, or empty when the first is closed
    static OptionalInt duplicate(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            long result = new LibC(arena).fcntl(fd, F_DUPFD_CLOEXEC, 0);
            return result < 0 ? OptionalInt.empty() : OptionalInt.of((int) result);
        }
    }

    static void close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            new LibC(arena).close(fd);
        }
    }

    static OptionalInt option(int fd, int level, int name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocate(JAVA_INT);
            length.set(JAVA_INT, 0, Integer.BYTES);
            long result = new LibC(arena).getsockopt(fd, level, name, value, length);
            return result < 0 ? OptionalInt.empty() : OptionalInt.of(value.get(JAVA_INT, 0));
        }
    }

    static boolean setOption(int fd, int level, int name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            number.set(JAVA_INT, 0, value);
            return new LibC(arena).setsockopt(fd, level, name, number) == 0;
        }
    }
}
